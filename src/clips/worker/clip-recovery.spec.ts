import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { WorkFolder } from '../../media/storage/work-folder.js';
import type { ClipsOptions } from '../clips.module-definition.js';
import type { ClipRenditions } from '../records/clip-renditions.js';
import type { IntervalClips } from '../records/interval-clips.js';
import type { ClipRequests } from '../records/clip-requests.js';
import { intervalJobName, jobName } from '../records/temporary-files.js';
import type { ClipScheduler } from '../requests/clip-scheduler.js';
import { ClipRecovery } from './clip-recovery.js';

const NOW = new Date('2026-01-03T10:00:00Z');
const PENDING = [{ eventId: 7, jobId: '0b9ba4ed-5a43-4d5f-9f0c-4b9d8a6e6d10' }];
const RENDITIONS = [{ eventId: 9, jobId: '2b9ba4ed-5a43-4d5f-9f0c-4b9d8a6e6d10' }];
const INTERVALS = [{ id: 8, jobId: '3b9ba4ed-5a43-4d5f-9f0c-4b9d8a6e6d10' }];
const LOST = jobName(8, '1b9ba4ed-5a43-4d5f-9f0c-4b9d8a6e6d10');
const LOST_INTERVAL = intervalJobName(7, PENDING[0]!.jobId);

describe('ClipRecovery', () => {
  let discarded: string[];
  let recoveredBefore: Date[];
  let failsToList: boolean;

  beforeEach(() => {
    [discarded, recoveredBefore, failsToList] = [[], [], false];
    Logger.overrideLogger(false);
  });
  afterEach(() => {
    Logger.overrideLogger(['log', 'error', 'warn', 'debug', 'verbose', 'fatal']);
  });

  async function started(options: Partial<ClipsOptions> = {}): Promise<void> {
    const files = [
      ...[PENDING[0]!, ...RENDITIONS].map((row) => jobName(row.eventId, row.jobId)),
      ...INTERVALS.map((row) => intervalJobName(row.id, row.jobId)),
      LOST,
      LOST_INTERVAL,
      'readiness',
    ];
    const recovery = new ClipRecovery(
      { worker: true, timeoutSeconds: 600, ...options } as ClipsOptions,
      {
        recover: (before: Date) => Promise.resolve(recoveredBefore.push(before)),
      } as unknown as ClipScheduler,
      {
        now: () => Promise.resolve(NOW),
        pending: () => Promise.resolve(PENDING),
      } as unknown as ClipRequests,
      { pending: () => Promise.resolve(RENDITIONS) } as unknown as ClipRenditions,
      { pending: () => Promise.resolve(INTERVALS) } as unknown as IntervalClips,
      {
        jobs: () =>
          failsToList ? Promise.reject(new Error('no disk')) : Promise.resolve(new Set(files)),
        discardAll: (job: string) => Promise.resolve(void discarded.push(job)),
      } as unknown as WorkFolder,
    );
    await recovery.onApplicationBootstrap();
    recovery.beforeApplicationShutdown();
  }

  it('removes at start the temporary files of jobs that are gone, and no others', async () => {
    await started();
    expect(discarded).toEqual([LOST, LOST_INTERVAL]);
  });

  it('gives a new job to requests that are older than a job may take, in seconds', async () => {
    await started();
    expect(recoveredBefore).toEqual([new Date('2026-01-03T09:50:00Z')]);
  });

  it('recovers requests though the temporary files cannot be listed', async () => {
    failsToList = true;
    await started();
    expect(recoveredBefore).toHaveLength(1);
  });

  it('leaves all of that to workers', async () => {
    await started({ worker: false });
    expect([discarded, recoveredBefore]).toEqual([[], []]);
  });
});
