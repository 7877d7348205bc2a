import { Module, type OnModuleInit, Inject, Logger } from '@nestjs/common';
import { mkdir } from 'node:fs/promises';
import { MediaService } from './serving/media.service.js';
import { ClipFolder } from './storage/clip-folder.js';
import { ClipStore } from './storage/clip-store.js';
import { MediaLinks } from './serving/media-links.js';
import { ClipsDirectory } from './storage/clips-directory.js';
import { ClipsFolderError } from './storage/clips-folder-error.js';
import { clockOf } from '../common/clock.js';
import { featureModule } from '../common/feature-module.js';
import { ClipTitles } from './serving/clip-titles.js';
import { FootageRoots } from './footage/footage-roots.js';
import { MediaController } from './serving/media.controller.js';
import { folderProblem, SettingFolderError } from '../common/setting-folder.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from './media.module-definition.js';
import { NoSpaceError } from './storage/no-space-error.js';
import { RootStates } from './footage/root-states.js';

const ConfigurableMediaModule = featureModule<MediaModuleOptions>(MEDIA_OPTIONS, [MediaController]);

/** The files: footage that may be read, clips that are kept, and their serving. */
@Module({
  providers: [
    FootageRoots,
    ClipFolder,
    ClipsDirectory,
    ClipStore,
    ClipTitles,
    MediaService,
    MediaLinks,
    RootStates,
    clockOf(MEDIA_OPTIONS),
  ],
  exports: [FootageRoots, ClipFolder, ClipStore, ClipTitles, MediaLinks, RootStates],
})
export class MediaModule extends ConfigurableMediaModule implements OnModuleInit {
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
    const make = this.options.keepsClips ?? true;
    if (await this.directory.open({ make })) {
      const folder = this.directory.path;
      this.logger.log({ msg: 'Created the clips folder, which was missing', folder });
    }
    if (make) await this.tryOut();
    if (this.options.makesMediaRoots ?? false) await this.makeRoots();
    await this.lookAtRoots();
  }

  /** One that cannot be made is missing, which is logged and reported like any other. */
  private async makeRoots(): Promise<void> {
    for (const root of this.options.mediaRoots) {
      await mkdir(root, { recursive: true }).catch(() => undefined);
    }
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
