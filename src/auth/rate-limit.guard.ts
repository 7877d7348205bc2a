import { Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail } from '@nestjs/throttler';
import type { ExecutionContext } from '@nestjs/common';
import { callerOf, keyHashOf } from '../common/http/caller.js';
import { type GuardedRequest, nodeRequest } from '../common/http/node-http.js';
import { RateLimitedError } from './auth-errors.js';

/** Limits the requests a minute of each key, or of each address without a key. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override getTracker(request: GuardedRequest): Promise<string> {
    const caller = callerOf(nodeRequest(request));
    return Promise.resolve(caller ? keyHashOf(caller) : (request.ip ?? 'unknown'));
  }

  /** One limit for all routes; by default each route has its own. */
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
