import type { EntityManager } from 'typeorm';
import type { FileNameSet } from '../storage/file-name-set.js';
import type { CameraPeriod } from './camera-period.js';
import type { ClipFacts } from './clip-facts.js';

/** What a rule removed or, for clips whose file is missing, marked. */
export interface RetentionCounts {
  events: number;
  detections: number;
  clips: number;
  recordings: number;
  files: number;
  /** Of the files. */
  bytes: number;
}

/** How the clips in the database and the clips folder compare at the start of a run. */
export interface Survey {
  /** Events whose clip has lost its file and is not marked yet. Claimed clips are left out. */
  readonly missing: ReadonlySet<number>;
  /** Events whose clip is marked as missing although its file is there again. */
  readonly returned: readonly number[];
  /** Clips and posters in the folder that no row names, without those that a rule has removed since. */
  readonly strays: FileNameSet;
  /** Bytes of the clips that no rule claims. */
  readonly keptBytes: number;
  /** Bytes that the storage of the clips can still keep; null: no limit is known. */
  readonly freeBytes: number | null;
  readonly protectedClips: { readonly clips: number; readonly bytes: number };
}

/** The files of one removal. Those that were not there are in neither list. */
export interface FileRemovalResult {
  readonly removed: readonly { readonly name: string; readonly bytes: number }[];
  /** Still there; the next run tries again. */
  readonly failed: readonly unknown[];
}

/** One run, as a rule sees it. Counts and progress belong to the rule that is being applied. */
export interface RetentionRun {
  /** On the connection that holds the lock of the run: if the lock is lost, every query fails. */
  readonly manager: EntityManager;
  /** By the clock of the database: what is due is due by it. */
  readonly now: Date;
  /** By which the age of files is measured: the earlier of the database's clock and this node's. */
  readonly filesNow: Date;
  readonly dryRun: boolean;
  /** Missing files are believed, however many there are. */
  readonly force: boolean;
  readonly survey: Survey;
  /** Bytes of all files that the run has removed so far. */
  readonly freedBytes: number;

  /** The ids of those of the clips that a rule before this one claims. A dry run still finds them. */
  claimed(clips: readonly ClipFacts[]): Promise<ReadonlySet<number>>;
  /**
   * Marks the events as removed by this rule and returns those that no rule before it has removed. A dry
   * run still finds those.
   */
  takeEvents(eventIds: readonly number[]): readonly number[];
  /** Counts events that stay only because their clip is protected. */
  keepProtected(eventIds: readonly number[]): void;
  /** Counts events that stay only because they were due already when they were registered. */
  keepLate(eventIds: readonly number[]): void;
  /**
   * Removes and counts files of the clips folder. The transaction that removed their rows has recorded
   * them as pending deletions.
   */
  removeFiles(names: readonly string[]): Promise<FileRemovalResult>;
  count(counts: Partial<RetentionCounts>): void;
  /** Counts once more what was removed of a camera whose period differs from that of all. */
  countOfCamera(
    camera: CameraPeriod,
    counts: Partial<Pick<RetentionCounts, 'events' | 'recordings'>>,
  ): void;
  /** Counts files that the rule has removed by itself. */
  countFiles(result: FileRemovalResult): void;
  /** Adds a sentence for operators to the result. */
  warn(sentence: string): void;
  /** How much {@link advance} will add up to. */
  expect(total: number): void;
  /** Reports progress; called between two batches. @throws when the process shuts down */
  advance(done: number): void;
}
