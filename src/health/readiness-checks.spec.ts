import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { CleanupReport } from '../cleanup/cleanup-report.js';
import { FfmpegError } from '../ffmpeg/ffmpeg-error.js';
import type { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import type { RootState, RootStates } from '../media/footage/root-states.js';
import { ClipsFolderError } from '../media/storage/clips-folder-error.js';
import { MemoryClipStorage } from '../media/storage/testing/memory-clip-storage.js';
import { BoundedCheck } from './bounded-check.js';
import { ReadinessChecks } from './readiness-checks.js';

const MIB = 2 ** 20;

/** A storage with a chosen rest of space, which may refuse to keep anything. */
class Disk extends MemoryClipStorage {
  free: number | null = 100 * MIB;
  refusal: Error | null = null;

  override freeBytes(): Promise<never> {
    return Promise.resolve(this.free as never);
  }

  override tryOut(): Promise<void> {
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve();
  }
}

type Findings = Awaited<ReturnType<CleanupReport['lastFindings']>>;

describe('Readiness', () => {
  let disk: Disk;
  let answer: { readOnly: boolean }[];
  let ffmpeg: Promise<void>;
  let encoders: string[];
  let roots: RootState[];
  let findings: Findings;
  let overdue: boolean;

  beforeEach(() => {
    disk = new Disk();
    answer = [{ readOnly: false }];
    ffmpeg = Promise.resolve();
    encoders = ['libx264'];
    roots = [{ path: '/footage', problem: null }];
    findings = { stopped: null, warnings: [] };
    overdue = false;
  });
  afterEach(() => void jest.useRealTimers());

  const completedAt = new Date('2026-01-03T03:00:00Z');

  /** What is found, on a node that makes clips or on another one. */
  async function found(name: string, makesClips = true, keepsHevc = false) {
    const { all } = new ReadinessChecks(
      { makesClips, keepsHevc },
      { query: () => Promise.resolve(answer) } as unknown as DataSource,
      {
        check: () => ffmpeg,
        hasEncoder: (name: string) => Promise.resolve(encoders.includes(name)),
      } as unknown as FfmpegRunner,
      disk,
      { get: () => Promise.resolve(roots) } as unknown as RootStates,
      {
        lastFindings: () => Promise.resolve(findings),
        completion: () => Promise.resolve({ overdue, completedAt }),
      } as unknown as CleanupReport,
    );
    const check = all.find((each) => each.name === name)!;
    return new BoundedCheck(check).run();
  }

  it.each(['database', 'ffmpeg', 'clips_folder', 'media_roots', 'cleanup'])(
    'finds nothing wrong with %s as a rule',
    async (name) => {
      expect(await found(name)).toEqual({ status: 'up' });
    },
  );

  it.each([
    [64 * MIB, 'up'],
    [64 * MIB - 1, 'down'],
    [0, 'down'],
    // A storage without a known limit.
    [null, 'up'],
  ])('with %p free bytes for clips is %s', async (free, status) => {
    disk.free = free;
    expect(await found('clips_folder')).toMatchObject({ status });
  });

  it('says what to do about a full disk; a node that makes no clips is only degraded', async () => {
    disk.free = 0;
    const message = expect.stringMatching(/^The disk that keeps the clips is full\. Free some/);
    expect(await found('clips_folder')).toEqual({ status: 'down', message });
    expect(await found('clips_folder', false)).toEqual({ status: 'degraded', message });
  });

  it('is lost where nothing can be kept, whatever is free', async () => {
    disk.refusal = new ClipsFolderError('Restore it.');
    expect(await found('clips_folder')).toEqual({ status: 'down', message: 'Restore it.' });
  });

  it('is lost with a read-only database on every node', async () => {
    answer = [{ readOnly: true }];
    const expected = { status: 'down', message: 'The database is read-only.' };
    expect(await found('database')).toEqual(expected);
    expect(await found('database', false)).toEqual(expected);
  });

  it.each([
    ['is missing', 'not_found', true, 'down'],
    ['is missing', 'not_found', false, 'degraded'],
    ['was killed', 'killed', true, 'degraded'],
    ['is slow', 'timeout', true, 'degraded'],
  ] as const)('where FFmpeg %s (%s, makes clips: %p) is %s', async (_, reason, makes, status) => {
    ffmpeg = Promise.reject(new FfmpegError(reason, { args: [] }));
    expect(await found('ffmpeg', makes)).toMatchObject({ status });
  });

  it.each([
    ['up', 'no HEVC is kept', true, false],
    ['up', 'another node makes the clips', false, true],
    ['degraded', 'HEVC is kept', true, true],
  ])('is %s without an encoder for HEVC where %s', async (status, _, makes, keeps) => {
    expect((await found('ffmpeg', makes, keeps)).status).toBe(status);
    encoders.push('libx265');
    expect(await found('ffmpeg', makes, keeps)).toEqual({ status: 'up' });
  });

  it.each([
    ['database', 4_000],
    ['ffmpeg', 12_000],
    ['clips_folder', 12_000],
    ['media_roots', 4_000],
    ['cleanup', 4_000],
  ])('waits for %s at its first probe for %d ms at most', async (name, limitMs) => {
    jest.useFakeTimers();
    const never = new Promise<never>(() => undefined);
    jest.spyOn(disk, 'tryOut').mockReturnValue(never);
    ffmpeg = answer = roots = findings = never as never;
    let status: string | null = null;
    void found(name).then((finding) => (status = finding.status));
    await jest.advanceTimersByTimeAsync(limitMs - 1);
    expect(status).toBeNull();
    await jest.advanceTimersByTimeAsync(1);
    expect(status).toBe(name === 'media_roots' || name === 'cleanup' ? 'degraded' : 'down');
  });

  it('is degraded by a missing media root, never lost', async () => {
    roots.push({ path: '/more', problem: 'missing' });
    expect(await found('media_roots')).toMatchObject({
      status: 'degraded',
      message: expect.stringContaining('Folder 2 of MEDIA_ROOTS is missing.'),
    });
  });

  it.each<[string, Findings, boolean, object]>([
    ['completed', { stopped: null, warnings: [] }, false, { status: 'up' }],
    [
      'was stopped by its guard',
      { stopped: { code: 'CLIPS_MISSING', message: 'Check.' }, warnings: ['Else.'] },
      true,
      {
        status: 'degraded',
        message: 'Check.',
        stopped: { code: 'CLIPS_MISSING', message: 'Check.' },
      },
    ],
    [
      'was ended by a shutdown',
      { stopped: { code: 'SHUTDOWN', message: 'Later.' }, warnings: [] },
      false,
      { status: 'up' },
    ],
    [
      'is overdue',
      { stopped: null, warnings: ['Else.'] },
      true,
      {
        status: 'degraded',
        message: expect.stringContaining('passed twice'),
        last_completed_at: completedAt,
      },
    ],
    [
      'has warned twice',
      { stopped: null, warnings: ['One.', 'Two.'] },
      false,
      { status: 'degraded', message: 'One. Two.' },
    ],
  ])('after a cleanup that %s', async (_, last, isOverdue, expected) => {
    findings = last;
    overdue = isOverdue;
    expect(await found('cleanup')).toEqual(expected);
  });
});
