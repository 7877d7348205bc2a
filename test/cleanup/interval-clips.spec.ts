import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { open } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { ClipSurvey } from '../../src/cleanup/clip-survey.js';
import { CleanupSettings, withDefaults } from '../../src/cleanup/cleanup.module-definition.js';
import { ClipsOptions } from '../../src/clips/clips.module-definition.js';
import { DiskSpace } from '../../src/clips/make/disk-space.js';
import { INTERVAL_QUEUE } from '../../src/clips/model/interval-clip.js';
import { IntervalCache } from '../../src/clips/requests/interval-cache.js';
import { JobQueue } from '../../src/jobs/job-queue.js';
import { ClipStorage } from '../../src/media/storage/clip-storage.js';
import { type CleanupApp, createSite, HOUR, type Site, startCleanupApp } from './cleanup-app.js';
import { clear, idsIn, seed } from './seed.js';

interface Seeded {
  state?: 'completed' | 'failed' | 'pending';
  /** Hours since it was made, and since it was used. */
  made?: number;
  used?: number;
  bytes?: number;
  jobId?: string;
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR);

describe('Clips of a camera alone', () => {
  let site: Site;
  let app: CleanupApp;
  let count = 0;

  beforeAll(async () => {
    site = await createSite();
    app = await startCleanupApp(site);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    Object.assign(app.get(CleanupSettings), withDefaults({ scheduled: false }));
    await clear(app, site);
  });
  afterAll(async () => {
    await app?.close();
    await site?.remove();
  });

  /** A row and, of a completed one, its file. Returns its id. */
  async function interval(seeded: Seeded = {}): Promise<number> {
    const { state = 'completed', made = 1, used = made, bytes = 10 } = seeded;
    const [{ id }] = await app.dataSource.query<[{ id: number }]>(
      `INSERT INTO interval_clips (camera_id, starts_at, ends_at, cut, video_codec, state, job_id, progress,
         bytes, ended_at, used_at)
       VALUES ($1, now(), now(), 'smart', 'h264', $2, $3, 0, $4, $5, $6) RETURNING id`,
      [
        ...[`camera-${count++}`, state, seeded.jobId ?? randomUUID()],
        ...[state === 'completed' ? bytes : null, state === 'pending' ? null : hoursAgo(made)],
        hoursAgo(used),
      ],
    );
    if (state === 'completed') {
      await site.file(`intervals/${id}.mp4`, 'x'.repeat(bytes), hoursAgo(made));
    }
    return id;
  }

  const left = () => idsIn(app.dataSource, 'interval_clips');
  const files = (...ids: number[]) => ids.map((id) => `intervals/${id}.mp4`).sort();

  it('are removed by cleanup once they have expired, which a preview counts too', async () => {
    await interval({ made: 25, used: 0 });
    const kept = await interval({ made: 23 });
    const counts = { events: 0, clips: 1, files: 1, bytes: 10 };
    const preview = await app.cleanup.run({ dryRun: true });
    expect(preview.reasons.expired).toMatchObject(counts);
    expect(await left()).toHaveLength(2);
    const { reasons } = await app.cleanup.run();
    expect(reasons.expired).toMatchObject(counts);
    expect(reasons.orphan.files).toBe(0);
    expect(await left()).toEqual([kept]);
    expect(await site.files()).toEqual(files(kept));
  });

  it('are no orphans, but a file without a row is one', async () => {
    const kept = await interval({ made: 5 });
    const pending = await interval({ state: 'pending' });
    await site.file(`intervals/${pending}.mp4`, 'published', hoursAgo(3));
    await site.file('intervals/9999.mp4', 'lost', hoursAgo(3));
    await site.file('intervals/9998.mp4', 'new', hoursAgo(0));
    await site.file('intervals/notes.txt', 'of somebody else', hoursAgo(9));
    const { reasons } = await app.cleanup.run();
    expect(reasons.orphan).toMatchObject({ files: 1, bytes: 4 });
    expect(await site.files()).toEqual(
      [...files(9998, kept, pending), 'intervals/notes.txt'].sort(),
    );
  });

  it('are no orphans where their row was written after files and rows were compared', async () => {
    const id = await interval({ made: 5 });
    const survey = ClipSurvey.prototype as unknown as { leaveOutOthers(): Promise<void> };
    jest.spyOn(survey, 'leaveOutOthers').mockResolvedValue();
    expect((await app.cleanup.run()).reasons.orphan.files).toBe(0);
    expect(await site.files()).toEqual(files(id));
  });

  it('keep the temporary files of those that are being made', async () => {
    const jobId = randomUUID();
    const id = await interval({ state: 'pending', jobId });
    const name = (job: string) => `.tmp/i${id}-${job}.${randomUUID()}.mp4`;
    const own = name(jobId);
    await site.file(own, 'growing', hoursAgo(3));
    await site.file(name(randomUUID()), 'left', hoursAgo(3));
    expect((await app.cleanup.run()).reasons.temporary).toMatchObject({ files: 1, bytes: 4 });
    expect(await site.files()).toEqual([own]);
  });

  it('lose what failed attempts and lost jobs have left', async () => {
    const jobs = app.get(JobQueue);
    const jobId = await jobs.send(INTERVAL_QUEUE, {}, {}, app.dataSource.manager);
    const waiting = await interval({ state: 'pending', made: 30, jobId });
    const young = await interval({ state: 'failed', made: 1 });
    await interval({ state: 'pending', made: 30 });
    await interval({ state: 'failed', made: 30 });
    await app.cleanup.run({ dryRun: true });
    expect(await left()).toHaveLength(4);
    await app.cleanup.run();
    expect(await left()).toEqual([waiting, young]);
  });

  it('leave the cache by use beyond its limit, but never while they are made', async () => {
    const limits: { intervalClipsMaxBytes: number } = app.get(ClipsOptions);
    const before = limits.intervalClipsMaxBytes;
    limits.intervalClipsMaxBytes = 25;
    try {
      const making = await interval({ state: 'pending', made: 9 });
      const first = await interval({ made: 3, used: 1 });
      const second = await interval({ made: 2, used: 2 });
      const third = await interval({ made: 1, used: 0.5 });
      // Somebody reads it just now.
      const reader = await open(site.clips(`intervals/${second}.mp4`));
      await app.get(IntervalCache).trim();
      expect(await left()).toEqual([making, first, third]);
      expect(await site.files()).toEqual(files(first, third));
      expect((await reader.readFile()).toString()).toBe('x'.repeat(10));
      await reader.close();
    } finally {
      limits.intervalClipsMaxBytes = before;
    }
  });

  it('make room before clips of events do, for the space that stays free', async () => {
    const at = hoursAgo(1);
    const [event] = await seed(app.dataSource, site, [{ startedAt: at, endedAt: at, clip: {} }]);
    await interval({ used: 3 });
    await interval({ used: 2 });
    const last = await interval({ used: 1 });
    let free = 85;
    const storage = app.get(ClipStorage);
    jest.spyOn(storage, 'freeBytes').mockImplementation(() => Promise.resolve(free));
    Object.assign(app.get(CleanupSettings), { minFreeBytes: 100 });
    expect(await app.get(DiskSpace).free()).toBe(true);
    expect(await left()).toEqual([last]);
    expect(await idsIn(app.dataSource, 'clips')).toEqual([event]);
    // The limit of clips of events does not count them.
    free = 1000;
    Object.assign(app.get(CleanupSettings), { maxBytes: 6 });
    expect(await app.get(DiskSpace).free()).toBe(false);
    expect(await left()).toEqual([last]);
    // Where they are not enough, clips of events follow.
    free = 85;
    expect(await app.get(DiskSpace).free()).toBe(true);
    expect(await left()).toEqual([]);
    expect(await idsIn(app.dataSource, 'clips')).toEqual([]);
  });
});
