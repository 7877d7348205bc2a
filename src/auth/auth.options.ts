import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { ApiKey } from '../common/api-key.js';
import type { ClockOption } from '../common/clock.js';

export interface AuthModuleOptions extends ClockOption {
  /** The valid keys. If there are none, everybody may call. */
  keys: readonly ApiKey[];
  /** How long a signed link is valid, in seconds. */
  linkTtlSeconds: number;
}

export const AUTH_OPTIONS = Symbol('AuthModuleOptions');

export const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<AuthModuleOptions>({
  optionsInjectionToken: AUTH_OPTIONS,
})
  .setClassMethodName('forRoot')
  .build();
