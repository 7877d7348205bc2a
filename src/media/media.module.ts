import { Module, type OnModuleInit } from '@nestjs/common';
import { MediaService } from './serving/media.service.js';
import { ClipFolder } from './storage/clip-folder.js';
import { ClipStore } from './storage/clip-store.js';
import { MediaLinks } from './serving/media-links.js';
import { clockOf } from '../common/clock.js';
import { OperatorError } from '../common/operator-error.js';
import { featureModule } from '../common/feature-module.js';
import { ClipTitles } from './serving/clip-titles.js';
import { FootageRoots } from './footage/footage-roots.js';
import { MediaController } from './serving/media.controller.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from './media.module-definition.js';

const ConfigurableMediaModule = featureModule<MediaModuleOptions>(MEDIA_OPTIONS, [MediaController]);

/** The files: footage that may be read, clips that are kept, and their serving. */
@Module({
  providers: [
    FootageRoots,
    ClipFolder,
    ClipStore,
    ClipTitles,
    MediaService,
    MediaLinks,
    clockOf(MEDIA_OPTIONS),
  ],
  exports: [FootageRoots, ClipFolder, ClipStore, ClipTitles, MediaLinks],
})
export class MediaModule extends ConfigurableMediaModule implements OnModuleInit {
  constructor(
    private readonly store: ClipStore,
    private readonly folder: ClipFolder,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    try {
      await this.store.prepare();
      await this.folder.remember();
    } catch (cause) {
      const { message } = cause as Error;
      throw new OperatorError(
        `The clips folder cannot be used: ${message}. Check CLIPS_DIRECTORY and the rights on it.`,
        { cause },
      );
    }
  }
}
