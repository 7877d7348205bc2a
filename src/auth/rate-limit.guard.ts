import { Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail } from '@nestjs/throttler';
import type { ExecutionContext } from '@nestjs/common';
import { callerOf } from '../common/caller.js';
import { type GuardedRequest, nodeRequest } from '../common/http.js';
import { RateLimitedError } from './auth-errors.js';

/** So many requests a minute for each key, or for each address that shows none. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override getTracker(request: GuardedRequest): Promise<string> {
    return Promise.resolve(callerOf(nodeRequest(request)) ?? request.ip ?? 'unknown');
  }

  /** Of all routes together; by default each route would have a limit of its own. */
  protected override generateKey(_context: ExecutionContext, tracker: string): string {
    return tracker;
  }

  protected override throwThrottlingException(
    _context: ExecutionContext,
    _detail: ThrottlerLimitDetail,
  ): Promise<void> {
    return Promise.reject(new RateLimitedError());
  }
}
