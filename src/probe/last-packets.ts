import { endOfLastFrame } from '../formats/last-frame.js';

/** What ffprobe is asked of each packet of video. */
export const PACKET_FIELDS = ['pts_time', 'dts_time', 'duration_time', 'flags'];

/** More than the frames that decoders hold back for reordering. */
const KEPT = 40;

interface ShownPacket {
  readonly time: number;
  /** Whether it is only known when the packet is decoded, not when its frame is shown. */
  readonly isDecodingTime: boolean;
  readonly isKey: boolean;
  readonly lasts: number | null;
}

/** The last packets of video in what ffprobe writes with `-show_packets -of compact=p=0`, in chunks. */
export class LastPackets {
  private packets: ShownPacket[] = [];
  private rest = '';

  add(chunk: Buffer): void {
    const lines = (this.rest + chunk.toString('latin1')).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const packet = readPacket(line);
      if (packet) this.packets.push(packet);
    }
    if (this.packets.length > 10 * KEPT) this.packets = this.latest();
  }

  /** Whether they tell how far the last frames are apart. */
  get areEnough(): boolean {
    return new Set(this.packets.map(({ time }) => time)).size > 1;
  }

  /**
   * Whether they have times of decoding only. FFmpeg knows when a B-frame of MPEG-4 part 2 is shown all the
   * same, because that is when it is decoded.
   */
  get haveDecodingTimes(): boolean {
    const { packets } = this;
    return (
      packets.every(({ isDecodingTime, isKey }) => isDecodingTime || !isKey) &&
      (packets.length === 0 || packets.some(({ isDecodingTime }) => isDecodingTime))
    );
  }

  /**
   * The end of the last frame in seconds; null where there is none.
   *
   * @param haveDurations whether the container gives durations. Otherwise they come from an average rate
   */
  endSeconds(haveDurations: boolean): number | null {
    const latest = this.latest();
    const lasts = haveDurations || !this.areEnough ? latest[0]?.lasts : null;
    return endOfLastFrame(
      latest.map(({ time }) => time),
      lasts ?? null,
    );
  }

  private latest(): ShownPacket[] {
    return this.packets.toSorted((a, b) => b.time - a.time).slice(0, KEPT);
  }
}

/** Null for a packet without a time, or one that an edit list leaves out (`D`). */
function readPacket(line: string): ShownPacket | null {
  const fields = new Map(line.split('|').map((field) => field.split('=', 2) as [string, string]));
  const shown = secondsOf(fields.get('pts_time'));
  const time = shown ?? secondsOf(fields.get('dts_time'));
  const flags = fields.get('flags') ?? '';
  if (time === null || flags.includes('D')) return null;
  const lasts = secondsOf(fields.get('duration_time'));
  return { time, isDecodingTime: shown === null, isKey: flags.includes('K'), lasts };
}

/** ffprobe writes `N/A` where it does not know. */
function secondsOf(text: string | undefined): number | null {
  const seconds = Number.parseFloat(text ?? '');
  return Number.isFinite(seconds) ? seconds : null;
}
