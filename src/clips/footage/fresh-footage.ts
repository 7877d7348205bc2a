import { Injectable } from '@nestjs/common';
import pMap from 'p-map';
import { type FootageRecording, FootageSource } from '../../events/footage/footage-source.js';
import { isAboutFile } from './about-file.js';
import { isSameIdentity } from '../../media/footage/file-identity.js';
import { FootageReplacedError } from '../../media/footage/footage-errors.js';
import type { Interval } from '../model/interval.js';
import {
  type FootageOwner,
  type KnownFootage,
  knownFootage,
  type KnownInputs,
  knownInputs,
} from './known-footage.js';
import { overlaps } from './overlaps.js';
import { VideoSources } from './video-sources.js';

/** Files that are looked at at the same time: few enough to leave FFmpeg free for clips. */
const CONCURRENCY = 4;
/** A file that was written to this short a time ago may still grow. */
const GROWING_MS = 15_000;

/** What is known of an interval, where the files of recordings were looked at just now. */
export interface FreshFootage extends KnownFootage {
  /** The same as it is stored after that: a host may not store what its files contain. */
  readonly stored: KnownInputs;
  /** Whether one of the files may still be growing. */
  readonly mayGrow: boolean;
}

/** Looks up the footage of an interval, and reads again what has changed on disk since it was registered. */
@Injectable()
export class FreshFootageFinder {
  constructor(
    private readonly footage: FootageSource,
    private readonly videos: VideoSources,
  ) {}

  async find(owner: FootageOwner, interval: Interval, signal?: AbortSignal): Promise<FreshFootage> {
    const [known, before] = await Promise.all([
      knownFootage(this.footage, owner, interval),
      this.footage.recordingBefore(owner.cameraId, new Date(interval.startsAtMs)),
    ]);
    const isKnown = known.recordings.some(({ id }) => id === before?.id);
    const recordings = before && !isKnown ? [before, ...known.recordings] : known.recordings;
    const fresh = await pMap(recordings, (one) => this.asItIsNow(one, signal), {
      concurrency: CONCURRENCY,
    });
    const isChanged = fresh.some(({ recording }, index) => recording !== recordings[index]);
    const stored = isChanged ? await knownInputs(this.footage, owner, interval) : known;
    return {
      ...known,
      stored,
      recordings: fresh
        .filter(({ isReplaced }) => !isReplaced)
        .map(({ recording }) => recording)
        .filter((one) => overlaps(one, interval)),
      replaced: [...known.replaced, ...replacedOf(fresh, interval)],
      mayGrow: fresh.some(({ modifiedAtMs }) => Date.now() - modifiedAtMs < GROWING_MS),
    };
  }

  /** A file that cannot be read gets no facts: why not is found when a clip is to be made of it. */
  private async asItIsNow(
    recording: FootageRecording,
    signal?: AbortSignal,
  ): Promise<FreshRecording> {
    try {
      const { identity, changed } = await this.videos.look(recording, signal);
      const now = changed ? await this.footage.reread(recording, changed) : recording;
      const { modifiedAtMs } = identity;
      // A host that keeps no identities has none to look up again.
      const isKnown =
        recording.identity === undefined || isSameIdentity(identity, recording.identity);
      return {
        recording: isKnown ? now : { ...now, identity },
        ...{ modifiedAtMs, isReplaced: false },
      };
    } catch (error) {
      if (!isAboutFile(error)) throw error;
      const isReplaced = error instanceof FootageReplacedError;
      return { recording: { ...recording, facts: null }, modifiedAtMs: -Infinity, isReplaced };
    }
  }
}

interface FreshRecording {
  readonly recording: FootageRecording;
  readonly modifiedAtMs: number;
  readonly isReplaced: boolean;
}

function replacedOf(fresh: readonly FreshRecording[], interval: Interval): FootageRecording[] {
  return fresh
    .filter(({ recording, isReplaced }) => isReplaced && overlaps(recording, interval))
    .map(({ recording }) => recording);
}
