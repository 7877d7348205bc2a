import { ParameterSets } from '../codec/parameter-sets.js';
import { withSetId } from '../codec/with-set-id.js';
import { ClipDiffers } from '../cut-errors.js';
import type { CutPart, CutResult } from '../cut-types.js';
import { REORDER_LIMIT } from '../source/rising-times.js';
import { EPSILON } from '../source/video-stream.js';
import { type GivenHead, headTimes } from './compare-head.js';
import { claimedRuns, clipSecondsOf, sourceSecondsOf } from './claimed-line.js';
import {
  type ComparedSource,
  type ExpectedPicture,
  expectedPictures,
  provenEntry,
} from './expected-pictures.js';
import { ShownTimes } from './shown-times.js';
import type { WrittenClip, WrittenPicture } from './written-clip.js';

/** A head, and the recording that it is of, read by a reader of its own. */
export interface ComparedHead {
  given: GivenHead;
  source: ComparedSource;
}

type WrittenPictures = Omit<WrittenClip, 'sound' | 'size' | 'close'>;

/** What is said of a clip's pictures. */
type Claims = Pick<CutResult, 'frames' | 'durationSeconds' | 'parts'>;

/**
 * Compares the pictures of a clip with what is said of it and with the recordings, one packet of each at a
 * time: every copied packet is there, in order, byte for byte, at its time and marked as what it is; each copied
 * part begins where decoding can, with the parameter sets that it needs. Encoded frames were made of the right packets,
 * and are as many, at their times; what they show is not known here.
 *
 * @param sources one for each part
 * @param heads one for each part, where it has a head
 * @returns up to when pictures are compared, in seconds of the clip, after each
 * @throws ClipDiffers
 */
export async function* comparePictures(
  clip: WrittenPictures,
  sources: readonly ComparedSource[],
  heads: readonly (ComparedHead | null)[],
  { frames, durationSeconds, parts }: Claims,
): AsyncGenerator<number> {
  const comparison = new PictureComparison(clip, frames);
  for (const [i, part] of parts.entries()) {
    if (part.encodedFrames > 0) yield* comparison.head(sources[i]!.name, heads[i] ?? null, part);
    yield* comparison.tail(sources[i]!, part);
  }
  await comparison.end(durationSeconds);
}

class PictureComparison {
  private readonly written: AsyncIterator<WrittenPicture>;
  private readonly times: ShownTimes;
  private count = 0;
  /** Whether the copied entry points have their parameter sets with them: all of them do, or none. */
  private inBand: boolean | null = null;

  constructor(
    private readonly clip: WrittenPictures,
    private readonly frames: number,
  ) {
    this.written = clip.pictures[Symbol.asyncIterator]();
    this.times = new ShownTimes(clip.ticksPerSecond, frames);
  }

  async *head(name: string, head: ComparedHead | null, part: CutPart): AsyncGenerator<number> {
    const runs = claimedRuns(part);
    const { copiedAtSeconds, encodedFrames } = part;
    const end =
      copiedAtSeconds === null ? runs.at(-1)!.toSeconds : sourceSecondsOf(runs, copiedAtSeconds);
    const from = runs[0]!.fromSeconds;
    const times = head ? await headTimes(head.source, head.given, from, end) : [];
    if (times.length !== encodedFrames) {
      throw new ClipDiffers(
        `${name} has ${times.length} frames to encode instead of ${encodedFrames}.`,
      );
    }
    for (const time of times) {
      const { seconds } = await this.next();
      this.times.add(seconds, clipSecondsOf(runs, time));
      yield seconds;
    }
  }

  async *tail(source: ComparedSource, part: CutPart): AsyncGenerator<number> {
    if (part.copiedAtSeconds !== null) yield* this.copied(source, part, part.copiedAtSeconds);
  }

  async end(durationSeconds: number): Promise<void> {
    const { done } = await this.written.next();
    if (!done) throw new ClipDiffers(`The clip has more than ${this.frames} frames.`);
    this.times.check(this.clip.lastsSeconds, durationSeconds);
  }

  private async *copied(
    { name, stream }: ComparedSource,
    part: CutPart,
    copiedAtSeconds: number,
  ): AsyncGenerator<number> {
    const runs = claimedRuns(part);
    const ofClip = (nals: readonly Uint8Array[]) =>
      withSetId(stream.codec, nals, part.tailSetId ?? null);
    const entry = await provenEntry({ name, stream }, sourceSecondsOf(runs, copiedAtSeconds));
    let index = 0;
    let needed: ParameterSets | null = null;
    for await (const expected of expectedPictures(stream, entry)) {
      if (index++ >= part.copiedFrames) {
        if (expected.seconds < runs.at(-1)!.toSeconds - 2 * EPSILON) {
          throw new ClipDiffers(`The clip lacks the frame at ${expected.seconds} s of ${name}.`);
        }
        // No frame comes later than that before those that are shown after it.
        if (index > part.copiedFrames + REORDER_LIMIT) return;
        continue;
      }
      const sets = ofClip(expected.sets);
      needed ??= new ParameterSets(stream.codec, [...sets, ...ofClip(stream.containerSets)]);
      const picture = await this.next();
      this.times.add(picture.seconds, clipSecondsOf(runs, expected.seconds));
      this.compare(picture, { ...expected, sets, kept: ofClip(expected.kept) }, needed, name);
      yield picture.seconds;
    }
    if (index < part.copiedFrames) {
      throw new ClipDiffers(`${name} has ${index} frames to copy instead of ${part.copiedFrames}.`);
    }
  }

  private compare(
    { nals, isSync }: WrittenPicture,
    { kept, seconds, sets, isEntryPoint }: ExpectedPicture,
    needed: ParameterSets,
    name: string,
  ): void {
    const { codec, containerSets } = this.clip;
    const refuse = (what: string) => {
      throw new ClipDiffers(`Frame ${this.count}, which ${name} has at ${seconds} s, ${what}.`);
    };
    const own = nals.filter((nal) => codec.isParameterSet(nal));
    const units = own.length > 0 ? nals.filter((nal) => !codec.isParameterSet(nal)) : nals;
    const isEqual =
      units.length === kept.length && units.every((nal, i) => Buffer.compare(nal, kept[i]!) === 0);
    if (!isEqual) refuse('has other bytes');
    if (isSync !== (codec.entryPointOf(units)?.isSync ?? false))
      refuse('is marked wrongly for seeking');
    if (!sets.every((set) => needed.has(set))) refuse('needs other parameter sets');
    if (!isEntryPoint) {
      if (own.length > 0) refuse('has parameter sets, but is no entry point');
      return;
    }
    this.inBand ??= own.length > 0;
    if (this.inBand !== own.length > 0) refuse('has its parameter sets elsewhere than others');
    const present = new ParameterSets(codec, [...own, ...containerSets]);
    if (!needed.all().every((set) => present.has(set))) refuse('lacks parameter sets');
  }

  private async next(): Promise<WrittenPicture> {
    const result = await this.written.next();
    if (result.done) {
      throw new ClipDiffers(`The clip has ${this.count} frames instead of ${this.frames}.`);
    }
    if (++this.count > this.frames) {
      throw new ClipDiffers(`The clip has more than ${this.frames} frames.`);
    }
    return result.value;
  }
}
