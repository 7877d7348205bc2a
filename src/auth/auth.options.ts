import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { ApiKey } from '../common/api-key.js';
import type { ClockOption } from '../common/clock.js';
import type { KeysFile } from './read-keys-file.js';

export interface AuthModuleOptions extends ClockOption {
  /** Keys besides those of the file. */
  keys: readonly ApiKey[];
  /** Where further keys are, and which they were at the start. Without a file and keys, everybody may call. */
  file: KeysFile | null;
  /** How long a signed link is valid, in seconds. */
  linkTtlSeconds: number;
}

export const AUTH_OPTIONS = Symbol('AuthModuleOptions');

export const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<AuthModuleOptions>({
  optionsInjectionToken: AUTH_OPTIONS,
})
  .setClassMethodName('forRoot')
  .build();
