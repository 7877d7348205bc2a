import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Clock } from '../common/clock.js';
import type { RecordingsService } from '../events/recordings/recordings.service.js';
import { nullIfMissing } from '../common/error-code.js';
import type { FootageRoots } from '../media/footage/footage-roots.js';
import { filesBelow } from './folder-files.js';
import { type Layout, readPath } from './layout.js';

/** A file that was modified more recently than this may still be growing. */
const SETTLED_AFTER_MS = 30_000;
const BATCH = 200;

export interface ImportOptions {
  readonly layout: Layout;
  /** With the layout `name`: the camera of all files. With other layouts: the only camera to import. */
  readonly camera: string | null;
  /** Called with the number of files examined so far. */
  readonly onProgress?: (examined: number) => void;
}

/** Numbers of files by what the import did with them. */
export interface ImportResult {
  added: number;
  /** Registered before with another size, and read again. */
  updated: number;
  /** Registered before with the same size. */
  known: number;
  /** Modified so recently that they are left for the next run. */
  growing: number;
  /** Not in this layout, or of another camera. */
  foreign: number;
  /** Videos that cannot be read; the next run tries again. */
  failed: { file: string; code: string; message: string }[];
}

interface Candidate {
  readonly path: string;
  readonly cameraId: string;
  readonly startedAt: Date | null;
}

/** Registers the recordings in a folder tree. Registered files are read again only if their size changed. */
export class FolderImport {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly roots: FootageRoots,
    private readonly clock: Clock,
  ) {}

  /** @throws PathNotAllowedError for a folder outside the footage roots; the system's error for a missing one */
  async run(directory: string, options: ImportOptions): Promise<ImportResult> {
    const folder = resolve(directory);
    // The roots allow either every file in a folder or none.
    await this.roots.check(join(folder, 'any'));
    const result = { added: 0, updated: 0, known: 0, growing: 0, foreign: 0, failed: [] };
    let examined = 0;
    let batch: Candidate[] = [];
    for await (const file of filesBelow(folder)) {
      const candidate = candidateOf(folder, file, options);
      if (candidate) batch.push(candidate);
      else result.foreign++;
      options.onProgress?.(++examined);
      if (batch.length < BATCH) continue;
      await this.register(batch, result);
      batch = [];
    }
    await this.register(batch, result);
    return result;
  }

  private async register(batch: readonly Candidate[], result: ImportResult): Promise<void> {
    const sizes = await this.recordings.sizesOf(
      [...new Set(batch.map(({ cameraId }) => cameraId))],
      batch.map(({ path }) => path),
    );
    const changed: Candidate[] = [];
    for (const candidate of batch) {
      const stats = await stat(candidate.path).catch(nullIfMissing);
      if (!stats) continue;
      const size = sizes.get(candidate.path)?.get(candidate.cameraId);
      if (size === stats.size) result.known++;
      else if (this.clock.now().getTime() - stats.mtimeMs < SETTLED_AFTER_MS) result.growing++;
      else changed.push(candidate);
    }
    const outcomes = await this.recordings.registerAll(
      changed.map(({ path, cameraId, startedAt }) => ({
        camera_id: cameraId,
        file_path: path,
        started_at: startedAt,
      })),
    );
    for (const [index, { path, cameraId }] of changed.entries()) {
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
  const facts = readPath(layout, file);
  if (!facts) return null;
  const cameraId = layout === 'name' ? (camera ?? facts.cameraId) : facts.cameraId;
  const wanted = cameraId !== '' && (camera === null || cameraId === camera);
  return wanted ? { path: join(folder, file), cameraId, startedAt: facts.startedAt } : null;
}
