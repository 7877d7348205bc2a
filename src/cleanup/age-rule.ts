import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ClipRemoval, filesToRemove } from '../clips/clip-removal.js';
import { CleanupSettings } from './cleanup.module-definition.js';
import type { CleanupRun } from './cleanup-run.js';
import { FileRemoval } from './file-removal.js';
import { cutoffOf } from './retention.js';

/** Where an event stands in the order in which events end. */
interface Place {
  readonly id: number;
  /** Its end, as far as its own row tells. */
  readonly ended: Date;
  /** Whether detections may tell of a later end. */
  readonly isOpen: boolean;
}

/** Large enough that commits and syncs don't count, small enough that nobody waits for its locks. */
const BATCH = 5_000;

/** Events older than retention keeps them go, with all that they have. */
@Injectable()
export class AgeRule {
  constructor(
    private readonly settings: CleanupSettings,
    private readonly removal: ClipRemoval,
    private readonly files: FileRemoval,
  ) {}

  /** @param onFiles told the names of the files that go */
  async apply(run: CleanupRun, onFiles: (names: readonly string[]) => void): Promise<void> {
    const cutoff = cutoffOf(run.now, this.settings);
    if (!cutoff) return;
    run.begin('age', await eventsBefore(cutoff, run.manager));
    for (let after: Place | undefined; ;) {
      const batch = await this.takeRows(run, cutoff, after);
      onFiles(batch.files);
      await this.files.take(run, 'age', batch.files);
      run.advance(batch.seen);
      if (!batch.last) return;
      after = batch.last;
    }
  }

  /** The rows of one batch, in one transaction. */
  private takeRows(run: CleanupRun, cutoff: Date, after: Place | undefined) {
    return run.manager.transaction(async (manager) => {
      const places = await placesAfter(after, cutoff, run.dryRun, manager);
      // Only now that nobody else can change it.
      const seenSince = await seenSinceCutoff(places, cutoff, manager);
      const due = places.map(({ id }) => id).filter((id) => !seenSince.has(id));
      const clips = await this.removal.of(due, manager);
      const held = new Set(clips.filter((clip) => clip.isProtected).map((clip) => clip.eventId));
      const ids = due.filter((id) => !held.has(id));
      const going = clips.filter((clip) => !clip.isProtected);
      run.result.held.events += held.size;
      run.count('age', {
        events: ids.length,
        detections: await detectionsOf(ids, manager),
        clips: going.filter((clip) => clip.fileName !== null).length,
      });
      if (!run.dryRun && ids.length > 0) {
        await this.removal.buryWithEvents(going, 'age', manager);
        await manager.query('DELETE FROM events WHERE id = ANY($1)', [ids]);
      }
      return { files: going.flatMap(filesToRemove), seen: places.length, last: places.at(-1) };
    });
  }
}

/**
 * The next events that may be due, oldest end first; `events_ended` is their index. One that somebody
 * else has locked is being changed, and waits for the next run.
 */
function placesAfter(
  after: Place | undefined,
  cutoff: Date,
  dryRun: boolean,
  manager: EntityManager,
): Promise<Place[]> {
  return manager.query<Place[]>(
    `SELECT id, coalesce(ended_at, started_at) AS ended, ended_at IS NULL AS "isOpen" FROM events
      WHERE (coalesce(ended_at, started_at), id) > ($1, $2) AND coalesce(ended_at, started_at) < $3
      ORDER BY coalesce(ended_at, started_at), id LIMIT ${BATCH}
      ${dryRun ? '' : 'FOR UPDATE SKIP LOCKED'}`,
    [after?.ended ?? '-infinity', after?.id ?? 0, cutoff],
  );
}

/** Those without an end of their own whose last detection is not due. */
async function seenSinceCutoff(
  places: readonly Place[],
  cutoff: Date,
  manager: EntityManager,
): Promise<Set<number>> {
  const open = places.filter((place) => place.isOpen).map(({ id }) => id);
  if (open.length === 0) return new Set();
  const rows = await manager.query<{ id: number }[]>(
    'SELECT DISTINCT event_id AS id FROM detections WHERE event_id = ANY($1) AND detected_at >= $2',
    [open, cutoff],
  );
  return new Set(rows.map(({ id }) => id));
}

async function detectionsOf(ids: readonly number[], manager: EntityManager): Promise<number> {
  const [{ count }] = await manager.query<[{ count: number }]>(
    'SELECT count(*)::int AS count FROM detections WHERE event_id = ANY($1)',
    [ids],
  );
  return count;
}

async function eventsBefore(cutoff: Date, manager: EntityManager): Promise<number> {
  const [{ count }] = await manager.query<[{ count: number }]>(
    'SELECT count(*)::int AS count FROM events WHERE coalesce(ended_at, started_at) < $1',
    [cutoff],
  );
  return count;
}
