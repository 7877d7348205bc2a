import { Logger, Module, type OnModuleInit } from '@nestjs/common';
import { removeAbandonedFolders } from './abandoned-folders.js';
import { BackgroundFfmpegRunner } from './background-ffmpeg-runner.js';
import { FfmpegRunner } from './ffmpeg-runner.js';
import { ConfigurableModuleClass } from './ffmpeg.module-definition.js';

const RUNNERS = [FfmpegRunner, BackgroundFfmpegRunner];

/** FFmpeg for all other modules, which start it only with the runners that are exported here. */
@Module({ providers: RUNNERS, exports: RUNNERS })
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
