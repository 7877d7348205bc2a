import { ParameterSets } from '../codec/parameter-sets.js';
import { ClipDiffers, SmartCutNotPossible } from '../cut-errors.js';
import { REORDER_LIMIT } from '../source/rising-times.js';
import { EPSILON } from '../source/video-stream.js';
import type { ComparedSource } from './expected-pictures.js';

/** What the encoder of a head was given, and what it made of that. */
export interface GivenHead {
  /** A byte stream (Annex B), which begins with parameter sets. */
  stream: Uint8Array;
  /** How many of its pictures are shown before the head. */
  skip: number;
  /** How many pictures were decoded of it. */
  decoded: number;
}

/**
 * When the recording shows the frames of a head, rising. The encoder was given the packets that the recording has
 * around that time, byte for byte and none left out, and decoded a picture of each; so the order of the pictures is
 * that of the recording's times.
 *
 * @param from first frame of the head, and `to` its end, in seconds from the recording's first frame
 * @throws ClipDiffers, and SmartCutNotPossible where a packet gives no picture
 */
export async function headTimes(
  { name, stream }: ComparedSource,
  head: GivenHead,
  from: number,
  to: number,
): Promise<number[]> {
  const { codec, startSeconds } = stream;
  const [start, end] = [startSeconds + from - EPSILON, startSeconds + to - EPSILON];
  const given = new Given(head.stream);
  let times: number[] = [];
  let isPast = false;
  let after = 0;
  for await (const packet of stream.packetsFrom(await stream.entryAt(start + EPSILON))) {
    const { timestamp } = packet;
    const nals = stream.nalsOf(packet);
    if (given.isComplete) {
      if (timestamp >= start && timestamp < end) {
        throw new ClipDiffers(
          `The head lacks the frame at ${timestamp - startSeconds} s of ${name}.`,
        );
      }
      if (++after > REORDER_LIMIT) break;
      continue;
    }
    const isEntry = codec.entryPointOf(nals) !== null;
    isPast ||= isEntry && timestamp >= start;
    if (isEntry && !isPast) {
      const sets = nals.filter((nal) => codec.isParameterSet(nal));
      given.restart(new ParameterSets(codec, [...sets, ...stream.containerSets]).all());
      times = [];
    } else if (codec.isLeading(nals) && !isPast) continue;
    if (!nals.every((nal) => given.has(nal))) {
      throw new ClipDiffers(
        `The head was encoded of other packets than those of ${name} at ${timestamp - startSeconds} s.`,
      );
    }
    times.push(timestamp);
  }
  return shownTimes({ name, times, isWhole: given.isComplete, head, start, end }).map(
    (time) => time - startSeconds,
  );
}

function shownTimes({
  name,
  times,
  isWhole,
  head: { decoded, skip },
  start,
  end,
}: {
  name: string;
  times: readonly number[];
  isWhole: boolean;
  head: GivenHead;
  start: number;
  end: number;
}): number[] {
  if (!isWhole) throw new ClipDiffers(`The head was encoded of packets that ${name} has not.`);
  if (times.length !== decoded) throw new SmartCutNotPossible('head_frames');
  const rising = times.toSorted((a, b) => a - b);
  const inside = rising.filter((time) => time >= start && time < end);
  // Where no frame begins in the window, it is the one that is displayed then.
  const shown = inside.length > 0 ? inside : rising.filter((time) => time < start).slice(-1);
  if (rising.indexOf(shown[0]!) !== skip) {
    throw new ClipDiffers(`The head begins with another frame than ${name} has then.`);
  }
  return shown;
}

const START_CODE = Buffer.of(0, 0, 0, 1);

/** A byte stream that is compared unit by unit. */
class Given {
  private readonly bytes: Buffer;
  private at = 0;

  constructor({ buffer, byteOffset, byteLength }: Uint8Array) {
    this.bytes = Buffer.from(buffer, byteOffset, byteLength);
  }

  get isComplete(): boolean {
    return this.at === this.bytes.length;
  }

  /** Compares from the beginning again, where these units have to be. */
  restart(nals: readonly Uint8Array[]): void {
    this.at = 0;
    if (!nals.every((nal) => this.has(nal))) this.at = NaN;
  }

  /** Whether the next unit is this one. */
  has(nal: Uint8Array): boolean {
    const content = this.at + START_CODE.length;
    const end = content + nal.length;
    const isNext =
      end <= this.bytes.length &&
      this.bytes.compare(START_CODE, 0, START_CODE.length, this.at, content) === 0 &&
      this.bytes.compare(nal, 0, nal.length, content, end) === 0;
    this.at = isNext ? end : NaN;
    return isNext;
  }
}
