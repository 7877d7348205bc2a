import { Logger, Module, type OnModuleInit } from '@nestjs/common';
import { removeAbandonedFolders } from './abandoned-folders.js';
import { FfmpegRunner } from './ffmpeg-runner.js';
import { ConfigurableModuleClass } from './ffmpeg.module-definition.js';
import { MediaProbe } from './media-probe.js';

/** The one door to FFmpeg; every other room runs it through the runner exported here. */
@Module({ providers: [FfmpegRunner, MediaProbe], exports: [FfmpegRunner, MediaProbe] })
export class FfmpegModule extends ConfigurableModuleClass implements OnModuleInit {
  private readonly logger = new Logger('Ffmpeg');

  async onModuleInit(): Promise<void> {
    try {
      const folders = await removeAbandonedFolders();
      if (folders.length > 0) {
        this.logger.log({ msg: 'Removed temporary folders of killed processes', folders });
      }
    } catch (err) {
      this.logger.warn({ msg: 'Temporary folders of killed processes were not looked for', err });
    }
  }
}
