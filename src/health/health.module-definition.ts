import { ConfigurableModuleBuilder } from '@nestjs/common';

export interface HealthModuleOptions {
  /** Whether this process makes clips, and is of no use where it cannot. Default true. */
  makesClips?: boolean;
  /** Whether its clips keep HEVC where they can, so that FFmpeg has to encode it. Default false. */
  keepsHevc?: boolean;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: HEALTH_OPTIONS } =
  new ConfigurableModuleBuilder<HealthModuleOptions>({ moduleName: 'Health' })
    .setClassMethodName('forRoot')
    .build();
