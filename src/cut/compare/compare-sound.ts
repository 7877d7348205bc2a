import type { EncodedPacket } from 'mediabunny';
import { readAdts } from '../../formats/adts.js';
import { ClipDiffers } from '../cut-errors.js';
import { packetsFrom, type PacketTrack } from '../source/packets-from.js';
import { EPSILON } from '../source/video-stream.js';

/** Copied packets of sound follow each other without a gap, so they may be this early or late. */
const TOLERANCE_SECONDS = 0.02 + EPSILON;

/** The sound of a run of the clip. */
export interface ComparedSound {
  /** The base name of the recording. */
  name: string;
  track: PacketTrack;
  /** What to add to the file's time to get the time in the clip. */
  shiftSeconds: number;
  /** The end of the run in the clip. */
  toSeconds: number;
}

/**
 * Compares copied sound with the recordings: each packet is one of theirs, byte for byte and close to its
 * time, and the next one follows it in the recording too. It ends where the clip or the recording does.
 *
 * @param sounds one for each run of the clip, in order
 * @returns up to when sound is compared, in seconds of the clip, after each packet
 * @throws ClipDiffers
 */
export async function* compareSound(
  written: AsyncIterable<EncodedPacket>,
  sounds: readonly ComparedSound[],
): AsyncGenerator<number> {
  const runs = sounds.map((sound) => new RunSound(sound));
  const last = runs.at(-1)!;
  let run = runs.shift()!;
  let end: EncodedPacket | null = null;
  for await (const packet of written) {
    end = packet;
    const middle = packet.timestamp + packet.duration / 2;
    while (runs.length > 0 && middle > run.toSeconds + EPSILON) run = runs.shift()!;
    let isRight = await run.continuesWith(packet);
    // A packet whose middle is where two runs meet may belong to either.
    if (!isRight && runs.length > 0 && middle > run.toSeconds - EPSILON) {
      run = runs.shift()!;
      isRight = await run.continuesWith(packet);
    }
    if (!isRight) {
      throw new ClipDiffers(`The sound at ${packet.timestamp} s is not that of ${run.name}.`);
    }
    yield packet.timestamp;
  }
  if (!end || run !== last || run.lacksPacketAfter(end)) {
    const seconds = end ? end.timestamp + end.duration : 0;
    throw new ClipDiffers(`The sound ends at ${seconds} s, before that of ${run.name}.`);
  }
}

/** The packets of a recording that a run of the clip has to have. */
class RunSound {
  private packets: AsyncGenerator<EncodedPacket> | null = null;
  /**
   * The packets that can be the next one of the clip, which are neighbours: the first packet of a run is that
   * before its time or that after it, and silence looks alike.
   */
  private candidates: (EncodedPacket | null)[] = [];
  private isPossible: boolean[] = [true, true];

  constructor(private readonly sound: ComparedSound) {}

  get name(): string {
    return this.sound.name;
  }

  get toSeconds(): number {
    return this.sound.toSeconds;
  }

  async continuesWith(written: EncodedPacket): Promise<boolean> {
    if (!this.packets) await this.start(written.timestamp);
    const isPossible = this.candidates.map(
      (packet, i) =>
        this.isPossible[i]! &&
        packet !== null &&
        this.isInTime(packet, written.timestamp) &&
        hasBytesOf(written, packet),
    );
    if (!isPossible.includes(true)) return false;
    this.isPossible = isPossible;
    this.candidates = [this.candidates[1]!, await this.next()];
    return true;
  }

  /** Whether the recording goes on, although the clip's sound ends with this packet. */
  lacksPacketAfter({ timestamp, duration }: EncodedPacket): boolean {
    const end = timestamp + duration;
    if (end + duration / 2 > this.toSeconds - EPSILON) return false;
    return this.candidates.every(
      (packet, i) => !this.isPossible[i]! || (packet !== null && this.isInTime(packet, end)),
    );
  }

  private async start(seconds: number): Promise<void> {
    const { track, shiftSeconds } = this.sound;
    const first = await track.packets.getPacket(seconds - shiftSeconds + EPSILON);
    this.packets = packetsFrom(track, first);
    this.candidates = [await this.next(), await this.next()];
  }

  private async next(): Promise<EncodedPacket | null> {
    const result = await this.packets!.next();
    return result.done ? null : result.value;
  }

  private isInTime({ timestamp }: EncodedPacket, seconds: number): boolean {
    const time = timestamp + this.sound.shiftSeconds;
    return Math.abs(time - seconds) <= TOLERANCE_SECONDS && time < this.toSeconds;
  }
}

/** A clip has packets of AAC without the header that they have in a byte stream. */
function hasBytesOf(written: EncodedPacket, { data }: EncodedPacket): boolean {
  return (
    Buffer.compare(written.data, data) === 0 ||
    Buffer.compare(written.data, readAdts(data)?.data ?? data) === 0
  );
}
