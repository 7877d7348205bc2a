import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { RateLimitGuard } from './rate-limit.guard.js';

/** Limits the requests a minute of each caller. Imported after the AuthModule, which identifies callers. */
@Module({ providers: [{ provide: APP_GUARD, useClass: RateLimitGuard }] })
export class RateLimitModule {
  static forRoot(requestsPerMinute: number): DynamicModule {
    const throttling = ThrottlerModule.forRoot([{ ttl: 60_000, limit: requestsPerMinute }]);
    return { module: RateLimitModule, imports: [throttling] };
  }
}
