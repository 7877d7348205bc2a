import type { EntityManager } from 'typeorm';
import type { CameraPeriod } from '../media/retention/camera-period.js';
import type { ClipFacts } from '../media/retention/clip-facts.js';
import type { RetentionRule } from '../media/retention/retention-rule.js';
import type {
  FileRemovalResult,
  RetentionCounts,
  RetentionRun,
  Survey,
} from '../media/retention/retention-run.js';
import { FileNameSet } from '../media/storage/file-name-set.js';
import { CleanupStopped } from './cleanup-errors.js';
import { cameraPeriodDto, type CleanupResult, emptyResult } from './dto/cleanup-result.dto.js';
import type { FileRemoval } from './file-removal.js';
import type { RetentionRules } from './retention-rules.js';

/** Reported while a run proceeds. */
export interface CleanupProgress {
  readonly step: string;
  readonly done: number;
  /** Null where it is not known. */
  readonly total: number | null;
}

export interface CleanupOptions {
  /** Only counts what would be removed. */
  readonly dryRun?: boolean;
  /** Believes that files are missing, however many. */
  readonly force?: boolean;
  /** Deletes although the clock moved or the footage of several days is due. */
  readonly confirm?: boolean;
  readonly onProgress?: (progress: CleanupProgress) => void;
}

/** What a run works with. */
export interface RunContext {
  readonly manager: EntityManager;
  /** By the clock of the database. */
  readonly now: Date;
  /** By the clock of this node. */
  readonly nodeNow: Date;
  readonly rules: RetentionRules;
  readonly files: FileRemoval;
  /** Ends the run between two batches. */
  readonly signal?: AbortSignal;
}

const NOTHING: Survey = {
  missing: new Set(),
  returned: [],
  strays: new FileNameSet(),
  keptBytes: 0,
  freeBytes: 0,
  protectedClips: { clips: 0, bytes: 0 },
};

/** One run: when it takes place, how, and what it has done so far. */
export class CleanupRun implements RetentionRun {
  readonly result: CleanupResult;
  readonly manager: EntityManager;
  readonly now: Date;
  readonly filesNow: Date;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly confirmed: boolean;
  survey = NOTHING;
  private rule: RetentionRule | null = null;
  private step: CleanupProgress = { step: '', done: 0, total: null };
  /** Filled in dry runs only, in which removed events are still there. */
  private readonly takenEvents = new Set<number>();
  private readonly protectedEvents = new Set<number>();

  constructor(
    private readonly context: RunContext,
    private readonly options: CleanupOptions = {},
  ) {
    this.manager = context.manager;
    this.now = context.now;
    this.filesNow = new Date(Math.min(context.now.getTime(), context.nodeNow.getTime()));
    this.dryRun = options.dryRun ?? false;
    this.force = options.force ?? false;
    this.confirmed = options.confirm ?? false;
    this.result = emptyResult(context.now, this.dryRun, context.rules.reasons);
  }

  /** What follows is the comparison of rows and files. */
  beginSurvey(): void {
    this.beginStep(null, 'survey');
  }

  /** What follows is counted for this rule. */
  begin(rule: RetentionRule): void {
    this.beginStep(rule, rule.step ?? rule.reason);
  }

  get freedBytes(): number {
    return Object.values(this.result.reasons).reduce((sum, { bytes }) => sum + bytes, 0);
  }

  claimed(clips: readonly ClipFacts[]): Promise<ReadonlySet<number>> {
    return this.context.rules.claimed(clips, this, this.rule);
  }

  takeEvents(eventIds: readonly number[]): readonly number[] {
    if (!this.dryRun) return eventIds;
    const fresh = eventIds.filter((id) => !this.takenEvents.has(id));
    for (const id of fresh) this.takenEvents.add(id);
    return fresh;
  }

  keepProtected(eventIds: readonly number[]): void {
    for (const id of eventIds) this.protectedEvents.add(id);
    this.result.held.events = this.protectedEvents.size;
  }

  keepLate(eventIds: readonly number[]): void {
    this.result.held.late_events += eventIds.length;
  }

  async removeFiles(names: readonly string[]): Promise<FileRemovalResult> {
    for (const name of names) this.survey.strays.delete(name);
    const result = await this.context.files.remove(names, this.dryRun);
    this.countFiles(result);
    return result;
  }

  count(counts: Partial<RetentionCounts>): void {
    const sum = this.result.reasons[this.rule?.reason ?? ''];
    if (!sum) throw new Error('A run counts only while it applies a rule.');
    for (const [name, value] of Object.entries(counts)) sum[name as keyof RetentionCounts] += value;
  }

  countOfCamera(
    camera: CameraPeriod,
    { events = 0, recordings = 0 }: Partial<RetentionCounts>,
  ): void {
    const { cameras } = this.result;
    let sum = cameras.find(({ camera_id }) => camera_id === camera.cameraId);
    if (!sum) {
      sum = { ...cameraPeriodDto(camera), events: 0, recordings: 0 };
      cameras.push(sum);
    }
    sum.events += events;
    sum.recordings += recordings;
  }

  countFiles({ removed, failed }: FileRemovalResult): void {
    const bytes = removed.reduce((sum, file) => sum + file.bytes, 0);
    this.count({ files: removed.length, bytes });
    this.result.errors += failed.length;
  }

  warn(sentence: string): void {
    this.result.warnings.push(sentence);
  }

  expect(total: number): void {
    this.step = { ...this.step, total };
    this.advance(0);
  }

  /** @throws CleanupStopped when the process shuts down */
  advance(done: number): void {
    this.step = { ...this.step, done: this.step.done + done };
    this.options.onProgress?.(this.step);
    if (this.context.signal?.aborted) {
      throw new CleanupStopped('SHUTDOWN', 'The service shut down. The next run goes on.');
    }
  }

  private beginStep(rule: RetentionRule | null, step: string): void {
    this.rule = rule;
    this.step = { step, done: 0, total: null };
    this.advance(0);
  }
}
