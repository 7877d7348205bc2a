import { Injectable } from '@nestjs/common';
import { posterFile } from '../media/storage/clip-files.js';
import { ClipStorage } from '../media/storage/clip-storage.js';
import { FileNameSet } from '../media/storage/file-name-set.js';
import { CleanupSettings } from './cleanup.module-definition.js';
import { CleanupStopped } from './cleanup-errors.js';
import type { CleanupRun } from './cleanup-run.js';
import { cutoffOf, isDue, looksForeign, looksUnmounted } from './retention.js';

/** How the books and the clips folder compare at the start of a run. */
export interface Survey {
  /** Events whose clip is about to be marked: its file is gone, and the event stays. */
  readonly missing: Set<number>;
  /** Events whose clip was marked, and whose file is back. */
  readonly returned: number[];
  /** Clips and posters in the folder that no row names. */
  readonly strays: FileNameSet;
  /** Bytes of the clips that age leaves. */
  readonly keptBytes: number;
}

interface ClipRow {
  event_id: number;
  file_name: string;
  bytes: string;
  protected: boolean;
  marked: boolean;
  started_at: Date;
  ended_at: Date | null;
  last_detection_at: Date | null;
}

const BATCH = 500;

/** Compares every clip's row with the folder. */
@Injectable()
export class ClipSurvey {
  constructor(
    private readonly settings: CleanupSettings,
    private readonly storage: ClipStorage,
  ) {}

  /** @throws CleanupStopped when what is found is not to be believed, and the run not forced */
  async take(run: CleanupRun): Promise<Survey> {
    const cutoff = cutoffOf(run.now, this.settings);
    const survey = { missing: new Set<number>(), returned: [] as number[], keptBytes: 0 };
    const strays = new FileNameSet();
    for await (const name of this.storage.list()) strays.add(name);

    run.begin('survey');
    let [clips, gone] = [0, 0];
    for await (const rows of this.rows(run)) {
      const absent = await this.absentOf(rows, strays);
      for (const row of rows) {
        const bytes = Number(row.bytes);
        const stays = row.protected || !isDue(agingEvent(row), cutoff);
        const isThere = !absent.has(row.file_name);
        if (isThere && row.marked) survey.returned.push(row.event_id);
        if (isThere && stays) survey.keptBytes += bytes;
        if (!isThere && !row.marked) gone++;
        if (!isThere && !row.marked && stays) survey.missing.add(row.event_id);
        if (row.protected) {
          run.result.held.clips++;
          run.result.held.bytes += isThere ? bytes : 0;
        }
        if (isThere || !row.marked) clips++;
      }
    }
    if (!run.force) await this.check(run, { clips, gone, strays: strays.size });
    return { ...survey, strays };
  }

  private async *rows(run: CleanupRun): AsyncGenerator<ClipRow[]> {
    for (let after = 0; ;) {
      const rows = await run.manager.query<ClipRow[]>(CLIPS_WITH_EVENTS, [after, BATCH]);
      const last = rows.at(-1);
      if (!last) return;
      yield rows;
      run.advance(rows.length);
      after = last.event_id;
    }
  }

  /** File names of the rows that are not in the folder; those that are, are no strays. */
  private async absentOf(rows: readonly ClipRow[], strays: FileNameSet): Promise<Set<string>> {
    const unseen = rows.filter((row) => {
      strays.delete(posterFile(row.event_id));
      return !strays.delete(row.file_name);
    });
    // The listing may be older than the clip.
    const found = await this.storage.statAll(unseen.map((row) => row.file_name));
    const there = new Set(found.map((file) => file.name));
    return new Set(unseen.map((row) => row.file_name).filter((name) => !there.has(name)));
  }

  private async check(
    run: CleanupRun,
    { clips, gone, strays }: { clips: number; gone: number; strays: number },
  ): Promise<void> {
    if (looksUnmounted(gone, clips, this.settings)) {
      throw new CleanupStopped(
        'CLIPS_MISSING',
        `The files of ${gone} of ${clips} clips are missing, so nothing was changed. Check that the volume of the clips is mounted; if the files are gone for good, run "event-clips cleanup --force".`,
      );
    }
    const [{ buried }] = await run.manager.query<[{ buried: number }]>(
      'SELECT count(*)::int AS buried FROM clip_tombstones',
    );
    if (looksForeign(strays - buried, clips)) {
      throw new CleanupStopped(
        'CLIPS_UNKNOWN',
        `The database knows none of the ${strays - buried} files in the clips folder, so nothing was changed. Check that both belong together; if they do, run "event-clips cleanup --force".`,
      );
    }
  }
}

function agingEvent({ started_at, ended_at, last_detection_at }: ClipRow) {
  return { startedAt: started_at, endedAt: ended_at, lastDetectionAt: last_detection_at };
}

/** `OFFSET 0` has each clip's event looked up: a join would read all events for every batch of clips. */
const CLIPS_WITH_EVENTS = `
  SELECT clip.event_id, clip.file_name, clip.bytes, clip.protected,
         clip.missing_since IS NOT NULL AS marked, event.started_at, event.ended_at,
         CASE WHEN event.ended_at IS NULL THEN (
           SELECT max(detected_at) FROM detections WHERE event_id = clip.event_id
         ) END AS last_detection_at
    FROM (SELECT * FROM clips WHERE event_id > $1 ORDER BY event_id LIMIT $2) clip,
         LATERAL (SELECT * FROM events WHERE id = clip.event_id OFFSET 0) event
   ORDER BY clip.event_id`;
