import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { FfmpegModuleOptions } from './ffmpeg.options.js';

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: FFMPEG_OPTIONS } =
  new ConfigurableModuleBuilder<FfmpegModuleOptions>({ moduleName: 'Ffmpeg' })
    .setClassMethodName('forRoot')
    .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({
      ...definition,
      global: isGlobal,
    }))
    .build();
