import type { MediaModuleOptions, StorageKind } from '../media.module-definition.js';
import { ClipStorage } from './clip-storage.js';
import type { ClipsDirectory } from './clips-directory.js';
import type { ContentTags } from './content-tags.js';
import { FileClipStorage } from './file-clip-storage.js';

/** What storages are made of; each takes what it needs. */
export interface StorageParts {
  readonly options: MediaModuleOptions;
  readonly directory: ClipsDirectory;
  readonly tags: ContentTags;
}

/** The kinds of storage that `MediaModuleOptions.clipStorage` can name. */
const STORAGES: Record<StorageKind, (parts: StorageParts) => ClipStorage> = {
  folder: ({ options, directory, tags }) =>
    new FileClipStorage(directory, tags, options.accelRedirect),
};

export function storageOf(parts: StorageParts): ClipStorage {
  const { clipStorage = 'folder' } = parts.options;
  return clipStorage instanceof ClipStorage ? clipStorage : STORAGES[clipStorage](parts);
}
