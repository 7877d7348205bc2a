import { join, resolve } from 'node:path';
import type { Clock } from '../common/clock.js';
import { MAX_NAME_CHARACTERS, MAX_PATH_BYTES } from '../events/fields.js';
import { WRITING_MS } from '../events/footage/footage-file.js';
import type { KnownFile, RecordingsService } from '../events/recordings/recordings.service.js';
import { errorCode } from '../common/error-code.js';
import { PathNotAllowedError } from '../media/footage/footage-errors.js';
import type { FootageRoots } from '../media/footage/footage-roots.js';
import { CHANGE, STATS } from '../media/footage/footage-tasks.js';
import type { FileIsolation } from '../isolation/file-isolation.js';
import { FolderSilentError } from '../isolation/folder-errors.js';
import { filesBelow, type FoundFile } from './folder-files.js';
import { isVideo, type Layout, readPath } from './layout.js';
import { type Skipped, SkippedFiles, type SkipReason } from './skipped.js';

/** A file that was modified more recently than this may still be growing. */
export const SETTLED_AFTER_MS = 30_000;
/** The clocks of a file server and of this machine are not further apart. */
const CLOCKS_APART_MS = 3_600_000;
const BATCH = 200;

export interface ImportOptions {
  readonly layout: Layout;
  /** With the layout `name`: the camera of all files. With other layouts: the only one; or that of all, if paths name none. */
  readonly camera: string | null;
  /** Called with the number of files examined so far. */
  readonly onProgress?: (examined: number) => void;
}

/** Numbers of files by what the import did with them. */
export interface ImportResult {
  added: number;
  /** Registered before, and read again because the file has grown. */
  updated: number;
  /** Registered before with another file, which is gone; now they are new recordings. */
  replaced: number;
  /** Registered before with the same file. */
  known: number;
  /** Modified so recently that they are left for the next run. */
  growing: number;
  /** Not in this layout, not video, without a camera or of another one. */
  foreign: number;
  /** What was left out, by reason; `foreign` is a part of it. */
  skipped: Skipped[];
  /** Registered now, with a start from the modification time, which is wrong for copies. */
  by_modification_time: { count: number; example: string | null };
  /** Videos that cannot be read; the next run tries again. */
  failed: { file: string; code: string; message: string }[];
}

const FOREIGN: ReadonlySet<SkipReason> = new Set([
  'not_video',
  'other_camera',
  'other_layout',
  'no_camera',
]);

interface Candidate {
  readonly path: string;
  /** The path below the imported folder. */
  readonly file: string;
  readonly cameraId: string;
  readonly startedAt: Date | null;
}

/** Registers the recordings in a folder tree. Registered files are read again only if they have changed. */
export class FolderImport {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly roots: FootageRoots,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws PathNotAllowedError for a folder outside the footage roots; FolderSilentError for one that does not
   * answer; the system's error for a missing one
   */
  async run(directory: string, options: ImportOptions): Promise<ImportResult> {
    const folder = await this.allowed(directory);
    return this.import(
      folder,
      filesBelow(folder, (real) => this.mayEnter(real)),
      options,
    );
  }

  /**
   * Registers some files of a folder only.
   *
   * @param paths below the folder, separated by `/`
   * @throws PathNotAllowedError for a folder outside the footage roots; FolderSilentError for one that does not answer
   */
  async some(
    directory: string,
    paths: readonly string[],
    options: ImportOptions,
  ): Promise<ImportResult> {
    const files = paths.map((path) => ({ path, skipped: null, isFolder: false }));
    return this.import(await this.allowed(directory), files, options);
  }

  private async allowed(directory: string): Promise<string> {
    const folder = resolve(directory);
    // The roots allow either every file in a folder or none.
    await this.roots.check(join(folder, 'any'));
    return folder;
  }

  private async import(
    folder: string,
    files: AsyncIterable<FoundFile> | Iterable<FoundFile>,
    options: ImportOptions,
  ): Promise<ImportResult> {
    const result: ImportResult = {
      ...{ added: 0, updated: 0, replaced: 0, known: 0, growing: 0, foreign: 0, skipped: [] },
      ...{ by_modification_time: { count: 0, example: null }, failed: [] },
    };
    const skipped = new SkippedFiles();
    let examined = 0;
    let batch: Candidate[] = [];
    for await (const found of files) {
      const candidate = found.skipped ?? candidateOf(folder, found.path, options);
      if (typeof candidate !== 'string') batch.push(candidate);
      else {
        skipped.add(candidate, found.path, found.isFolder || isVideo(found.path));
        if (FOREIGN.has(candidate)) result.foreign++;
      }
      options.onProgress?.(++examined);
      if (batch.length < BATCH) continue;
      await this.register(batch, result, skipped);
      batch = [];
    }
    await this.register(batch, result, skipped);
    result.skipped = skipped.list();
    return result;
  }

  private async mayEnter(folder: string): Promise<boolean> {
    try {
      await this.roots.check(join(folder, 'any'));
      return true;
    } catch (error) {
      if (error instanceof PathNotAllowedError) return false;
      throw error;
    }
  }

  private async register(
    batch: readonly Candidate[],
    result: ImportResult,
    skipped: SkippedFiles,
  ): Promise<void> {
    const known = await this.recordings.knownFiles(
      [...new Set(batch.map(({ cameraId }) => cameraId))],
      batch.map(({ path }) => path),
    );
    const changed: (Candidate & { as: 'added' | 'updated' | 'replaced' })[] = [];
    for (const candidate of batch) {
      const file = known.get(candidate.path)?.get(candidate.cameraId);
      const found = await look(this.roots.files, candidate.path, file).catch(reasonOf);
      if (typeof found === 'string') {
        skipped.add(found, candidate.file, true);
        continue;
      }
      const { modifiedAtMs, change } = found;
      if (change === 'same') result.known++;
      else if (isRecent(modifiedAtMs, this.clock.now())) result.growing++;
      else changed.push({ ...candidate, as: AS[change] });
    }
    const outcomes = await this.recordings.registerAll(
      changed.map(({ path, cameraId, startedAt }) => ({
        camera_id: cameraId,
        file_path: path,
        started_at: startedAt,
      })),
    );
    for (const [index, { path, file, as }] of changed.entries()) {
      const outcome = outcomes[index]!;
      if ('error' in outcome) {
        result.failed.push({ file: path, ...outcome.error });
        continue;
      }
      if (outcome.placed_by === 'modified') {
        const { count, example } = result.by_modification_time;
        result.by_modification_time = { count: count + 1, example: example ?? file };
      }
      result[as]++;
    }
  }
}

const AS = { new: 'added', grown: 'updated', replaced: 'replaced' } as const;

/**
 * What became of a registered file; `grown` where it has to be read again.
 *
 * @param known undefined: not registered; null: has to be read again in any case
 */
async function look(files: FileIsolation, path: string, known: KnownFile | null | undefined) {
  const { now, change } = known?.identity
    ? await files.run(path, CHANGE, path, known.identity, WRITING_MS.recording)
    : { now: await files.run(path, STATS, path), change: 'same' as const };
  const { modifiedAtMs } = now;
  if (!known) return { modifiedAtMs, change: known === null ? 'grown' : 'new' } as const;
  const isRead = known.sizeBytes === now.sizeBytes;
  return { modifiedAtMs, change: change === 'same' && !isRead ? 'grown' : change } as const;
}

/** Whether a file may still be written to. A time far in the future says nothing about that. */
function isRecent(modifiedAtMs: number, now: Date): boolean {
  const ageMs = now.getTime() - modifiedAtMs;
  return ageMs < SETTLED_AFTER_MS && ageMs > -CLOCKS_APART_MS;
}

/** @throws FolderSilentError, which says nothing about the file; the next run registers it */
function reasonOf(error: unknown): SkipReason {
  if (error instanceof FolderSilentError) throw error;
  return errorCode(error) === 'ENOENT' ? 'gone' : 'unreadable_folder';
}

function candidateOf(
  folder: string,
  file: string,
  { layout, camera }: ImportOptions,
): Candidate | SkipReason {
  const facts = readPath(layout, file);
  if (typeof facts === 'string') return facts;
  const cameraId = layout === 'name' ? (camera ?? facts.cameraId) : (facts.cameraId ?? camera);
  if (cameraId === null) return 'no_camera';
  if (camera !== null && cameraId !== camera) return 'other_camera';
  const path = join(folder, file);
  const isLong = Buffer.byteLength(path) > MAX_PATH_BYTES || cameraId.length > MAX_NAME_CHARACTERS;
  return isLong ? 'too_long' : { path, file, cameraId, startedAt: facts.startedAt };
}
