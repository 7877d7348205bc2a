import { Logger, Module, type OnModuleInit } from '@nestjs/common';
import { removeAbandonedFolders } from './abandoned-folders.js';
import { FfmpegRunner } from './ffmpeg-runner.js';
import { ConfigurableModuleClass } from './ffmpeg.module-definition.js';

/** FFmpeg for all other modules, which start it only with the runner that is exported here. */
@Module({ providers: [FfmpegRunner], exports: [FfmpegRunner] })
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
