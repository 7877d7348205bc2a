import { Injectable } from '@nestjs/common';
import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { CLIP_FORMATS, clipFileName, type ClipFormat, parseClipFileName } from './clip-file.js';
import { ClipStorage } from './clip-storage.js';
import { FileClipStorage } from './file-clip-storage.js';

export interface StoredClip {
  fileName: string;
  /** Absolute; the name in the storage where clips are not kept in a folder. */
  path: string;
  format: ClipFormat;
  bytes: number;
  /** Differs after each publication. */
  version: string;
}

/** A file that stays readable, whatever replaces or removes it meanwhile. The caller closes `handle`. */
export interface OpenFile {
  handle: FileHandle;
  stats: BigIntStats;
}

/**
 * Clips as files of a folder, for callers that share this folder with the service. Everything else uses
 * `ClipStorage`, which knows no paths.
 */
@Injectable()
export class ClipStore {
  constructor(private readonly storage: ClipStorage) {}

  /** The event's clip, MP4 before GIF. */
  async find(eventId: number): Promise<StoredClip | null> {
    for (const format of CLIP_FORMATS) {
      const clip = await this.get(clipFileName(eventId, format));
      if (clip) return clip;
    }
    return null;
  }

  /** The clip of that file name. */
  async get(fileName: string): Promise<StoredClip | null> {
    const clip = parseClipFileName(fileName);
    const file = clip && (await this.storage.stat(fileName));
    if (!file) return null;
    const { bytes, version } = file;
    return { fileName, path: this.pathOf(fileName), format: clip.format, bytes, version };
  }

  /** Opens a clip by its file name, null where there is none in the folder. Links are not followed. */
  async open(fileName: string): Promise<OpenFile | null> {
    const { storage } = this;
    if (!parseClipFileName(fileName) || !(storage instanceof FileClipStorage)) return null;
    return storage.openHandle(fileName);
  }

  private pathOf(fileName: string): string {
    const { storage } = this;
    return storage instanceof FileClipStorage ? storage.pathOf(fileName) : fileName;
  }
}
