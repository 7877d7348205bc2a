import { Inject, Logger, Module, type OnModuleInit } from '@nestjs/common';
import { PosterMaker } from './poster-maker.js';
import { MediaService } from './media.service.js';
import { ClipFolder } from './clip-folder.js';
import { ClipStore } from './clip-store.js';
import { ClipsDirectory } from './clips-directory.js';
import { ClipsFolderError } from './clips-folder-error.js';
import { MediaLinks } from './media-links.js';
import { clockOf } from '../common/clock.js';
import { room } from '../common/room.js';
import { folderProblem, SettingFolderError } from '../common/setting-folder.js';
import { ClipTitles } from './clip-titles.js';
import { FootageRoots } from './footage-roots.js';
import { MediaController } from './media.controller.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from './media.module-definition.js';
import { NoSpaceError } from './no-space-error.js';
import { RootStates } from './root-states.js';

const MediaRoom = room<MediaModuleOptions>(MEDIA_OPTIONS, [MediaController]);

/** The files: footage that may be read, clips that are kept, and their serving. */
@Module({
  providers: [
    FootageRoots,
    ClipFolder,
    ClipsDirectory,
    ClipStore,
    ClipTitles,
    MediaService,
    PosterMaker,
    MediaLinks,
    RootStates,
    clockOf(MEDIA_OPTIONS),
  ],
  exports: [FootageRoots, ClipFolder, ClipStore, ClipTitles, MediaLinks, PosterMaker, RootStates],
})
export class MediaModule extends MediaRoom implements OnModuleInit {
  private readonly logger = new Logger('Media');

  constructor(
    @Inject(MEDIA_OPTIONS) private readonly options: MediaModuleOptions,
    private readonly directory: ClipsDirectory,
    private readonly store: ClipStore,
    private readonly roots: RootStates,
  ) {
    super();
  }

  /** @throws SettingFolderError where a folder can never be used */
  async onModuleInit(): Promise<void> {
    await this.directory.open();
    if (this.options.keepsClips ?? true) await this.tryOut();
    await this.lookAtRoots();
  }

  private async tryOut(): Promise<void> {
    try {
      await this.store.tryOut({ durable: true });
    } catch (error) {
      // Cleanup may free a full disk, and what there is can be served.
      if (error instanceof NoSpaceError) return;
      const cause = error instanceof ClipsFolderError ? (error.cause ?? error) : error;
      const problem = await folderProblem(this.directory.path, cause);
      throw new SettingFolderError('CLIPS_DIRECTORY', problem, { cause: error });
    }
  }

  /** One that is missing or away may come later: readiness tells of it. */
  private async lookAtRoots(): Promise<void> {
    for (const { path, problem } of await this.roots.get()) {
      if (problem === 'no_folder') {
        throw new SettingFolderError('MEDIA_ROOTS', `${path} is not a folder`);
      }
      if (problem !== null)
        this.logger.warn({ msg: 'No footage can be read', root: path, problem });
    }
  }
}
