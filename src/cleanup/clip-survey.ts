import { Injectable } from '@nestjs/common';
import type { ClipFacts } from '../media/retention/clip-facts.js';
import type { Survey } from '../media/retention/retention-run.js';
import { exportFile, intervalFile, posterFile } from '../media/storage/clip-files.js';
import { ClipStorage } from '../media/storage/clip-storage.js';
import { FileNameSet } from '../media/storage/file-name-set.js';
import { CleanupSettings } from './cleanup.module-definition.js';
import { CleanupStopped } from './cleanup-errors.js';
import type { CleanupRun } from './cleanup-run.js';
import { CLIP_FACTS } from './clip-facts.js';
import { looksEmptied, looksForeign, looksUnmounted } from './retention.js';

interface SurveyedClip extends ClipFacts {
  readonly fileName: string;
  /** The names of the files of its renditions. */
  readonly renditions: readonly string[];
  readonly isProtected: boolean;
  /** Whether an earlier run marked its file as missing. */
  readonly isMarked: boolean;
}

const BATCH = 500;

/** Compares every clip's row with the clips folder. */
@Injectable()
export class ClipSurvey {
  constructor(
    private readonly settings: CleanupSettings,
    private readonly storage: ClipStorage,
  ) {}

  /**
   * @throws ClipsFolderError when the clips folder cannot be used
   * @throws CleanupStopped when the findings are not believed and the run is not forced
   */
  async take(run: CleanupRun): Promise<Survey> {
    await this.storage.check();
    const freeBytes = await this.storage.freeBytes();
    const strays = new FileNameSet();
    for await (const name of this.storage.list()) strays.add(name);
    const files = strays.size;

    run.beginSurvey();
    const [missing, returned] = [new Set<number>(), [] as number[]];
    let [clips, gone, keptBytes] = [0, 0, 0];
    for await (const batch of this.clips(run)) {
      const absent = await this.absentOf(batch, strays);
      const claimed = await run.claimed(batch.filter((clip) => !clip.isProtected));
      for (const { eventId, fileName, bytes, isProtected, isMarked } of batch) {
        const isThere = !absent.has(fileName);
        const stays = !claimed.has(eventId);
        if (isThere && isMarked) returned.push(eventId);
        if (isThere && stays) keptBytes += bytes;
        if (!isThere && !isMarked) gone++;
        if (!isThere && !isMarked && stays) missing.add(eventId);
        if (isProtected) {
          run.result.held.clips++;
          run.result.held.bytes += isThere ? bytes : 0;
        }
        if (isThere || !isMarked) clips++;
      }
    }
    await this.leaveOutOthers(run, strays);
    if (!run.force) await this.check(run, { clips, gone, files, strays: strays.size });
    const { clips: protectedClips, bytes: protectedBytes } = run.result.held;
    return {
      ...{ missing, returned, strays, keptBytes, freeBytes },
      protectedClips: { clips: protectedClips, bytes: protectedBytes },
    };
  }

  /** Removes the files of clips of a camera alone, and of exports, from the strays, also of those that are being made. */
  private async leaveOutOthers(run: CleanupRun, strays: FileNameSet): Promise<void> {
    const rows = await run.manager.query<{ id: number }[]>('SELECT id FROM interval_clips');
    for (const { id } of rows) strays.delete(intervalFile(id));
    const exported = await run.manager.query<{ id: number }[]>('SELECT id FROM exports');
    for (const { id } of exported) strays.delete(exportFile(id));
  }

  private async *clips(run: CleanupRun): AsyncGenerator<SurveyedClip[]> {
    for (let after = 0; ;) {
      const batch = await run.manager.query<SurveyedClip[]>(CLIPS_WITH_EVENTS, [after, BATCH]);
      const last = batch.at(-1);
      if (!last) return;
      yield batch;
      run.advance(batch.length);
      after = last.eventId;
    }
  }

  /** The file names of clips that are not in the folder. Those that are there are removed from the strays. */
  private async absentOf(
    clips: readonly SurveyedClip[],
    strays: FileNameSet,
  ): Promise<Set<string>> {
    const unseen = clips.filter((clip) => {
      strays.delete(posterFile(clip.eventId));
      clip.renditions.forEach((name) => strays.delete(name));
      return !strays.delete(clip.fileName);
    });
    // A clip may be newer than the list of files.
    const found = await this.storage.statAll(unseen.map((clip) => clip.fileName));
    const there = new Set(found.map((file) => file.name));
    return new Set(unseen.map((clip) => clip.fileName).filter((name) => !there.has(name)));
  }

  private async check(
    run: CleanupRun,
    { clips, gone, files, strays }: { clips: number; gone: number; files: number; strays: number },
  ): Promise<void> {
    if (looksEmptied(gone, clips, files)) {
      throw new CleanupStopped(
        'CLIPS_MISSING',
        `The clips folder is empty, but the database has ${clips} clips, so nothing was changed. Check CLIPS_DIRECTORY and that the volume of the clips is mounted; if the files are gone for good, run "event-clips cleanup --force".`,
      );
    }
    if (looksUnmounted(gone, clips, this.settings)) {
      throw new CleanupStopped(
        'CLIPS_MISSING',
        `The files of ${gone} of ${clips} clips are missing, so nothing was changed. Check that the volume of the clips is mounted; if the files are gone for good, run "event-clips cleanup --force".`,
      );
    }
    const [{ pending }] = await run.manager.query<[{ pending: number }]>(
      'SELECT count(*)::int AS pending FROM clip_tombstones',
    );
    if (looksForeign(strays - pending, clips)) {
      throw new CleanupStopped(
        'CLIPS_UNKNOWN',
        `The database knows none of the ${strays - pending} files in the clips folder, so nothing was changed. Check that both belong together; if they do, run "event-clips cleanup --force".`,
      );
    }
  }
}

/** `OFFSET 0` has each clip's event looked up: a join would read all events for every batch of clips. */
const CLIPS_WITH_EVENTS = `
  SELECT ${CLIP_FACTS},
         clip.file_name AS "fileName",
         ARRAY(SELECT file_name FROM clip_renditions WHERE event_id = clip.event_id) AS renditions,
         clip.protected AS "isProtected",
         clip.missing_since IS NOT NULL AS "isMarked"
    FROM (SELECT * FROM clips WHERE event_id > $1 ORDER BY event_id LIMIT $2) clip,
         LATERAL (SELECT * FROM events WHERE id = clip.event_id OFFSET 0) event
   ORDER BY clip.event_id`;
