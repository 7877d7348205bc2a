import { Injectable } from '@nestjs/common';
import { ClipsOptions } from '../clips.module-definition.js';
import { type Interval, intervalOf } from '../model/interval.js';
import { ClipRequests } from '../records/clip-requests.js';
import { footageWaitUntilMs, nextLookMs } from './footage-wait.js';
import { type FreshFootage, FreshFootageFinder } from './fresh-footage.js';
import type { FootageOwner } from './known-footage.js';

export interface FootageLook {
  readonly known: FreshFootage;
  /** Null: there is nothing to wait for. */
  readonly wait: {
    /** When the grace period is over. */
    readonly until: Date;
    /** How long the job waits before it looks again. */
    readonly nextLookMs: number;
  } | null;
}

/** Looks for the footage of an interval that may still be recorded. */
@Injectable()
export class IntervalFootage {
  constructor(
    private readonly options: ClipsOptions,
    private readonly requests: ClipRequests,
    private readonly fresh: FreshFootageFinder,
  ) {}

  /**
   * What is known of an interval, and how long to wait for more.
   *
   * @param isWaitedFor whether footage may still arrive
   */
  async look(
    owner: FootageOwner,
    interval: Interval,
    isWaitedFor: boolean,
    signal?: AbortSignal,
  ): Promise<FootageLook> {
    const known = await this.fresh.find(owner, interval, signal);
    const nowMs = isWaitedFor ? (await this.requests.now()).getTime() : Infinity;
    const recordings = known.recordings.map((one) => intervalOf(one.startedAt, one.endedAt));
    const { footageGraceSeconds } = this.options;
    const untilMs = footageWaitUntilMs(interval, recordings, footageGraceSeconds, nowMs);
    if (untilMs === null) return { known, wait: null };
    const lookMs = nextLookMs(interval, untilMs, nowMs, known.mayGrow) - nowMs;
    return { known, wait: { until: new Date(untilMs), nextLookMs: lookMs } };
  }
}
