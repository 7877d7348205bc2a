import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { ApiKey } from '../common/api-key.js';

export interface AuthModuleOptions {
  /** The keys that are let in. None: everybody is. */
  keys: readonly ApiKey[];
  /** How long a signed link is good, in seconds. */
  linkTtlSeconds: number;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: AUTH_OPTIONS } =
  new ConfigurableModuleBuilder<AuthModuleOptions>().setClassMethodName('forRoot').build();
