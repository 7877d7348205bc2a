import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Clock } from '../common/clock.js';
import type { RecordingsService } from '../events/recordings.service.js';
import { nullIfMissing } from '../common/error-code.js';
import type { FootageRoots } from '../media/footage/footage-roots.js';
import { filesBelow } from './folder-files.js';
import { type Layout, readPath } from './layout.js';

/** A file that was written to later than this before now may still be growing. */
const SETTLED_AFTER_MS = 30_000;
const BATCH = 200;

export interface ImportOptions {
  readonly layout: Layout;
  /** `name`: the camera of all files, in place of their first folder. Else: only this one's files. */
  readonly camera: string | null;
  /** Called with the files looked at so far. */
  readonly onProgress?: (looked: number) => void;
}

/** What an import did, in files. */
export interface ImportResult {
  added: number;
  /** Registered before, and of another size by now. */
  updated: number;
  /** Registered before. */
  known: number;
  /** Written to so lately that they are left for the next run. */
  growing: number;
  /** Of no recorder by this layout, or of another camera. */
  foreign: number;
  /** Videos that cannot be read; the next run tries again. */
  failed: { file: string; code: string; message: string }[];
}

interface Candidate {
  readonly path: string;
  readonly cameraId: string;
  readonly startedAt: Date | null;
}

/** Registers the recordings of a folder tree; what is registered already is not read again. */
export class FolderImport {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly roots: FootageRoots,
    private readonly clock: Clock,
  ) {}

  /** @throws PathNotAllowedError for a folder outside the footage roots, and the system's error for one that is not there */
  async run(directory: string, options: ImportOptions): Promise<ImportResult> {
    const folder = resolve(directory);
    // Whatever lies in it may be read, or nothing.
    await this.roots.check(join(folder, 'any'));
    const result = { added: 0, updated: 0, known: 0, growing: 0, foreign: 0, failed: [] };
    let looked = 0;
    let batch: Candidate[] = [];
    for await (const file of filesBelow(folder)) {
      const candidate = candidateOf(folder, file, options);
      if (candidate) batch.push(candidate);
      else result.foreign++;
      options.onProgress?.(++looked);
      if (batch.length < BATCH) continue;
      await this.take(batch, result);
      batch = [];
    }
    await this.take(batch, result);
    return result;
  }

  private async take(batch: readonly Candidate[], result: ImportResult): Promise<void> {
    const sizes = await this.recordings.sizesOf(
      [...new Set(batch.map(({ cameraId }) => cameraId))],
      batch.map(({ path }) => path),
    );
    const fresh: Candidate[] = [];
    for (const candidate of batch) {
      const stats = await stat(candidate.path).catch(nullIfMissing);
      if (!stats) continue;
      const size = sizes.get(candidate.path)?.get(candidate.cameraId);
      if (size === stats.size) result.known++;
      else if (this.clock.now().getTime() - stats.mtimeMs < SETTLED_AFTER_MS) result.growing++;
      else fresh.push(candidate);
    }
    const outcomes = await this.recordings.registerAll(
      fresh.map(({ path, cameraId, startedAt }) => ({
        camera_id: cameraId,
        file_path: path,
        started_at: startedAt,
      })),
    );
    for (const [index, { path, cameraId }] of fresh.entries()) {
      const outcome = outcomes[index]!;
      if ('error' in outcome) result.failed.push({ file: path, ...outcome.error });
      else if (sizes.get(path)?.has(cameraId)) result.updated++;
      else result.added++;
    }
  }
}

function candidateOf(
  folder: string,
  file: string,
  { layout, camera }: ImportOptions,
): Candidate | null {
  const told = readPath(layout, file);
  if (!told) return null;
  const cameraId = layout === 'name' ? (camera ?? told.cameraId) : told.cameraId;
  const wanted = cameraId !== '' && (camera === null || cameraId === camera);
  return wanted ? { path: join(folder, file), cameraId, startedAt: told.startedAt } : null;
}
