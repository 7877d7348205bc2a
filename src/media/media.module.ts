import { Module, type OnModuleInit } from '@nestjs/common';
import { clockOf } from '../common/clock.js';
import { room } from '../common/room.js';
import { FootageRoots } from './footage/footage-roots.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from './media.module-definition.js';
import { ClipTitles } from './serving/clip-titles.js';
import { MediaLinks } from './serving/media-links.js';
import { MediaController } from './serving/media.controller.js';
import { MediaService } from './serving/media.service.js';
import { ClipRecords } from './storage/clip-records.js';
import { ClipStorage } from './storage/clip-storage.js';
import { ClipStore } from './storage/clip-store.js';
import { ClipsDirectory } from './storage/clips-directory.js';
import { ContentTags } from './storage/content-tags.js';
import { storageOf } from './storage/storages.js';
import { WorkFolder } from './storage/work-folder.js';

const ConfigurableModule = room<MediaModuleOptions>(MEDIA_OPTIONS, [MediaController]);

/** Files: footage that may be read, the storage of clips, and serving them. */
@Module({
  providers: [
    {
      provide: ClipStorage,
      inject: [MEDIA_OPTIONS, ClipsDirectory, ContentTags],
      useFactory: (options: MediaModuleOptions, directory: ClipsDirectory, tags: ContentTags) =>
        storageOf({ options, directory, tags }),
    },
    ClipRecords,
    ClipsDirectory,
    ClipStore,
    ClipTitles,
    ContentTags,
    FootageRoots,
    MediaLinks,
    MediaService,
    WorkFolder,
    clockOf(MEDIA_OPTIONS),
  ],
  exports: [ClipRecords, ClipStorage, ClipStore, ClipTitles, FootageRoots, MediaLinks, WorkFolder],
})
export class MediaModule extends ConfigurableModule implements OnModuleInit {
  constructor(
    private readonly storage: ClipStorage,
    private readonly work: WorkFolder,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.work.prepare();
    await this.storage.prepare();
  }
}
