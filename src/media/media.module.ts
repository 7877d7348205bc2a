import { Inject, Logger, Module, type OnModuleInit } from '@nestjs/common';
import { AuditTrail } from '../common/audit/audit-trail.js';
import { clockOf } from '../common/clock.js';
import { featureModule } from '../common/feature-module.js';
import { SettingFolderError } from '../common/setting-folder.js';
import { FileIsolation } from '../isolation/file-isolation.js';
import { IsolatedFolders } from '../isolation/isolated-folders.js';
import { FootageRoots } from './footage/footage-roots.js';
import { MAKE_ROOT } from './footage/make-root.js';
import { RootStates } from './footage/root-states.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from './media.module-definition.js';
import { Renditions } from './serving/renditions.js';
import { ClipTitles } from './serving/clip-titles.js';
import { ClipVersions } from './serving/clip-versions.js';
import { MediaLinks } from './serving/media-links.js';
import { MediaController } from './serving/media.controller.js';
import { SubtitlesController } from './serving/subtitles.controller.js';
import { Subtitles } from './serving/subtitles.js';
import { MediaTypes } from './serving/media-types.js';
import { MissingPosters } from './serving/missing-posters.js';
import { FileAnswers } from './serving/file-answers.js';
import { MadeFiles } from './serving/made-files.js';
import { MediaService } from './serving/media.service.js';
import { ClipRecords } from './storage/clip-records.js';
import { ClipStorage } from './storage/clip-storage.js';
import { ClipStore } from './storage/clip-store.js';
import { ClipsDirectory } from './storage/clips-directory.js';
import { ContentTags } from './storage/content-tags.js';
import { storageOf } from './storage/storages.js';
import { WorkFolder } from './storage/work-folder.js';

const ConfigurableMediaModule = featureModule<MediaModuleOptions>(MEDIA_OPTIONS, [
  // Before the controller whose path has any name.
  SubtitlesController,
  MediaController,
]);

/** The files: footage that may be read, the storage of clips, and their serving. */
@Module({
  providers: [
    {
      provide: ClipStorage,
      inject: [MEDIA_OPTIONS, ClipsDirectory, ContentTags],
      useFactory: (options: MediaModuleOptions, directory: ClipsDirectory, tags: ContentTags) =>
        storageOf({ options, directory, tags }),
    },
    {
      provide: FileIsolation,
      inject: [MEDIA_OPTIONS],
      useFactory: ({ mediaRoots }: MediaModuleOptions) => new IsolatedFolders(mediaRoots),
    },
    AuditTrail,
    ClipRecords,
    Renditions,
    ClipsDirectory,
    ClipStore,
    ClipTitles,
    ClipVersions,
    ContentTags,
    FileAnswers,
    FootageRoots,
    MadeFiles,
    MediaLinks,
    MediaService,
    MediaTypes,
    MissingPosters,
    RootStates,
    Subtitles,
    WorkFolder,
    clockOf(MEDIA_OPTIONS),
  ],
  exports: [
    AuditTrail,
    ClipRecords,
    Renditions,
    ClipStorage,
    ClipStore,
    ClipTitles,
    FileAnswers,
    FileIsolation,
    FootageRoots,
    MadeFiles,
    MediaLinks,
    MediaTypes,
    MissingPosters,
    RootStates,
    Subtitles,
    WorkFolder,
  ],
})
export class MediaModule extends ConfigurableMediaModule implements OnModuleInit {
  private readonly logger = new Logger('Media');

  constructor(
    @Inject(MEDIA_OPTIONS) private readonly options: MediaModuleOptions,
    private readonly storage: ClipStorage,
    private readonly work: WorkFolder,
    private readonly roots: RootStates,
    private readonly files: FileIsolation,
  ) {
    super();
  }

  /** @throws OperatorError where a folder or the storage can never be used */
  async onModuleInit(): Promise<void> {
    const make = this.options.keepsClips ?? true;
    if (await this.work.prepare({ make })) {
      const folder = this.options.clipsDirectory;
      this.logger.log({ msg: 'Created the clips folder, which was missing', folder });
    }
    await this.storage.prepare({ make });
    if (this.options.makesMediaRoots ?? false) await this.makeRoots();
    await this.checkRoots();
  }

  /** One that cannot be created is missing, which is logged and reported like any other. */
  private async makeRoots(): Promise<void> {
    for (const root of this.options.mediaRoots) {
      await this.files.run(root, MAKE_ROOT, root).catch(() => undefined);
    }
  }

  /** One that is missing now may appear later; readiness reports it. */
  private async checkRoots(): Promise<void> {
    for (const { path, problem } of await this.roots.get()) {
      if (problem === 'no_folder') {
        throw new SettingFolderError('MEDIA_ROOTS', `${path} is not a folder`);
      }
      if (problem !== null)
        this.logger.warn({ msg: 'No footage can be read', root: path, problem });
    }
  }
}
