import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import pMap from 'p-map';
import { MoreThan, Repository } from 'typeorm';
import { EventClipsError } from '../../common/event-clips-error.js';
import { shownName } from '../../common/shown-name.js';
import type { MediaFacts } from '../../formats/media-facts.js';
import { FootageReplacedError } from '../../media/footage/footage-errors.js';
import { FootageRoots } from '../../media/footage/footage-roots.js';
import { MediaProbe } from '../../probe/media-probe.js';
import { recordingFile } from '../footage/footage-files.js';
import { RecordingRows } from '../footage/recording-rows.js';
import { RegisteredFootage } from '../footage/registered-footage.js';
import { Recording } from '../records/recording.entity.js';

/** What was found where a recording's row did not match its file. */
export type RecordingFinding = { recording_id: number; file_path: string } & (
  | { problem: 'missing' | 'replaced' | 'unreadable'; message: string }
  | { problem: 'corrected'; before: Span; now: Span }
);

interface Span {
  started_at: string;
  ended_at: string;
}

const BATCH = 500;
/** Files that are read at the same time: few enough to leave FFmpeg free for clips. */
const CONCURRENCY = 4;
/** Failures of a file. Every other one is a failure of the whole run. */
const OF_FILES = new Set(['VIDEO_NOT_FOUND', 'PATH_NOT_ALLOWED', 'UNREADABLE_SOURCE', 'TIMED_OUT']);

/** Reads the file of every registered recording again, and corrects the rows that do not match. */
@Injectable()
export class RecordingAudit {
  constructor(
    @InjectRepository(Recording) private readonly recordings: Repository<Recording>,
    private readonly rows: RecordingRows,
    private readonly roots: FootageRoots,
    private readonly probe: MediaProbe,
    private readonly footage: RegisteredFootage,
  ) {}

  async count(): Promise<number> {
    const [{ replaced }] = await this.recordings.query<[{ replaced: number }]>(
      'SELECT count(*)::int AS replaced FROM replaced_recordings',
    );
    return (await this.recordings.count()) + replaced;
  }

  /** Gives one result for each recording; null where its row matches. */
  async *run(): AsyncGenerator<RecordingFinding | null> {
    for (const { recording_id, file_path } of await this.replaced()) {
      const { message } = new FootageReplacedError(shownName(file_path));
      yield { recording_id, file_path, problem: 'replaced', message };
    }
    for (let after = 0; ;) {
      const batch = await this.recordings.find({
        where: { id: MoreThan(after) },
        order: { id: 'ASC' },
        take: BATCH,
      });
      const last = batch.at(-1);
      if (!last) return;
      yield* await pMap(batch, (recording) => this.check(recording), { concurrency: CONCURRENCY });
      after = last.id;
    }
  }

  /** Those that were noticed before, and that the next cleanup forgets. */
  private replaced(): Promise<{ recording_id: number; file_path: string }[]> {
    return this.recordings.query(
      'SELECT recording_id, file_path FROM replaced_recordings ORDER BY recording_id',
    );
  }

  private async check(recording: Recording): Promise<RecordingFinding | null> {
    const { id, filePath } = recording;
    const about = { recording_id: id, file_path: filePath };
    try {
      const path = await this.roots.resolve(filePath);
      await this.footage.identify(recordingFile(recording), path, this.roots.files);
      const facts = await this.probe.probe(path);
      if (isSame(facts, recording.facts)) return null;
      const now = await this.rows.correct(id, facts);
      if (!now) return null;
      const [before, corrected] = [spanOf(recording), spanOf(now)];
      const moved =
        before.started_at !== corrected.started_at || before.ended_at !== corrected.ended_at;
      return moved ? { ...about, problem: 'corrected', before, now: corrected } : null;
    } catch (error) {
      if (!(error instanceof EventClipsError) || !OF_FILES.has(error.code)) throw error;
      return { ...about, problem: problemOf(error), message: error.message };
    }
  }
}

function problemOf(error: EventClipsError) {
  if (error instanceof FootageReplacedError) return 'replaced';
  return error.code === 'VIDEO_NOT_FOUND' ? 'missing' : 'unreadable';
}

/** Whether a file shows the same as when it was read before. */
function isSame(now: MediaFacts, before: MediaFacts | null): boolean {
  return (
    now.sizeBytes === before?.sizeBytes &&
    now.video?.startTimeSeconds === before.video?.startTimeSeconds &&
    now.video?.endTimeSeconds === before.video?.endTimeSeconds
  );
}

function spanOf({ startedAt, endedAt }: Recording): Span {
  return { started_at: startedAt.toISOString(), ended_at: endedAt.toISOString() };
}
