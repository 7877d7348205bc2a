import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { WindowCounts } from '../../common/window-counts.js';
import { TooManyStartsError } from '../../common/request-errors.js';
import { ClipsOptions } from '../clips.module-definition.js';

/** Limits the jobs that one key starts within a minute. Calls that get a clip, or join a job, are no part of it. */
@Injectable()
export class StartLimit {
  private readonly starts = new WindowCounts(60_000);

  constructor(
    private readonly options: ClipsOptions,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts one that is about to be started.
   *
   * @param key its hash
   * @throws TooManyStartsError
   */
  count(key: string): void {
    const { startsPerMinute } = this.options;
    if (startsPerMinute === 0) return;
    const { count, seconds } = this.starts.add(key, this.clock.now());
    if (count > startsPerMinute) throw new TooManyStartsError(seconds);
  }
}
