import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ClipRemoval } from '../clips/clip-removal.js';
import { CleanupSettings } from './cleanup.module-definition.js';
import type { CleanupRun } from './cleanup-run.js';
import { FileRemoval } from './file-removal.js';
import { type AgingEvent, cutoffOf, isDue } from './retention.js';

interface Place extends Omit<AgingEvent, 'lastDetectionAt'> {
  readonly id: number;
}

interface Candidate extends AgingEvent {
  readonly id: number;
  readonly hasClip: boolean;
  readonly isProtected: boolean;
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
      const candidates = await candidatesOf(places, manager);
      const due = candidates.filter((candidate) => isDue(candidate, cutoff));
      const going = due.filter((candidate) => !candidate.isProtected);
      const ids = going.map(({ id }) => id);
      const files = await this.removal.filesOf(ids, manager);
      run.result.held.events += due.length - going.length;
      run.count('age', {
        events: ids.length,
        detections: await detectionsOf(ids, manager),
        clips: going.filter((candidate) => candidate.hasClip).length,
      });
      if (!run.dryRun && ids.length > 0) {
        await this.removal.buryWithEvents(ids, files, 'age', manager);
        await manager.query('DELETE FROM events WHERE id = ANY($1)', [ids]);
      }
      return { files, seen: places.length, last: places.at(-1) };
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
    `SELECT id, started_at AS "startedAt", ended_at AS "endedAt" FROM events
      WHERE (coalesce(ended_at, started_at), id) > ($1, $2) AND coalesce(ended_at, started_at) < $3
      ORDER BY coalesce(ended_at, started_at), id LIMIT ${BATCH}
      ${dryRun ? '' : 'FOR UPDATE SKIP LOCKED'}`,
    [after ? (after.endedAt ?? after.startedAt) : '-infinity', after?.id ?? 0, cutoff],
  );
}

async function candidatesOf(
  places: readonly Place[],
  manager: EntityManager,
): Promise<Candidate[]> {
  const clips = await manager.query<{ event_id: number; protected: boolean }[]>(
    'SELECT event_id, protected FROM clips WHERE event_id = ANY($1)',
    [places.map(({ id }) => id)],
  );
  const seen = await manager.query<{ event_id: number; last: Date }[]>(
    `SELECT event_id, max(detected_at) AS last FROM detections WHERE event_id = ANY($1)
      GROUP BY event_id`,
    [places.filter(({ endedAt }) => endedAt === null).map(({ id }) => id)],
  );
  const isProtected = new Map(clips.map((clip) => [clip.event_id, clip.protected]));
  const lastDetectionAt = new Map(seen.map(({ event_id, last }) => [event_id, last]));
  return places.map((place) => ({
    ...place,
    lastDetectionAt: lastDetectionAt.get(place.id) ?? null,
    hasClip: isProtected.has(place.id),
    isProtected: isProtected.get(place.id) ?? false,
  }));
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
