import { Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail } from '@nestjs/throttler';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { callerOf } from '../common/caller.js';
import { EventClipsError } from '../common/event-clips-error.js';

/** So many requests a minute for each key, or for each address that shows none. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override getTracker(request: Request): Promise<string> {
    return Promise.resolve(callerOf(request) ?? request.ip ?? 'unknown');
  }

  protected override throwThrottlingException(
    _context: ExecutionContext,
    _detail: ThrottlerLimitDetail,
  ): Promise<void> {
    const message = 'Too many requests in this minute. Wait as long as Retry-After says.';
    return Promise.reject(new EventClipsError('RATE_LIMITED', 429, message));
  }
}
