import { Injectable } from '@nestjs/common';
import { FootageSource } from '../../events/footage/footage-source.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { footageWaitUntilMs, nextLookMs, waitsForFootage } from '../footage/footage-wait.js';
import { intervalOf } from '../model/interval.js';
import type { RequestedClip } from '../model/requested-clip.js';

/** Footage of sooner than this is looked for by the job itself, which sees files that grow too. */
const SOON_MS = 60_000;

export interface FootageWait {
  /** How long the job waits before it looks for the footage. */
  readonly delayMs: number;
  /** Until when the request waits for it. */
  readonly until: Date;
}

/** Finds requests whose footage cannot exist yet. */
@Injectable()
export class FutureFootage {
  constructor(
    private readonly options: ClipsOptions,
    private readonly footage: FootageSource,
  ) {}

  /**
   * How long a clip waits for footage that has not been recorded yet; null where a job may look for it now.
   *
   * @param now by the clock of the database
   */
  async waitOf(clip: RequestedClip, now: Date): Promise<FootageWait | null> {
    const { event, interval } = clip;
    const nowMs = now.getTime();
    if (interval.endsAtMs - nowMs <= SOON_MS) return null;
    if (!(await waitsForFootage(this.footage, clip))) return null;
    const [from, to] = [new Date(interval.startsAtMs), new Date(interval.endsAtMs)];
    // The clock of a camera may be ahead.
    const rows = await this.footage.recordings(event.cameraId, from, to);
    const recordings = rows.map((one) => intervalOf(one.startedAt, one.endedAt));
    const { footageGraceSeconds } = this.options;
    const untilMs = footageWaitUntilMs(interval, recordings, footageGraceSeconds, nowMs);
    if (untilMs === null) return null;
    return { delayMs: nextLookMs(interval, untilMs, nowMs) - nowMs, until: new Date(untilMs) };
  }
}
