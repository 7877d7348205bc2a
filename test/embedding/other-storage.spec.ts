import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Test } from '@nestjs/testing';
import { readdir, writeFile } from 'node:fs/promises';
import { CleanupModule } from '../../src/cleanup/cleanup.module.js';
import { CleanupSettings } from '../../src/cleanup/cleanup.module-definition.js';
import { ClipAudit } from '../../src/cleanup/clip-audit.js';
import { ClipsModule } from '../../src/clips/clips.module.js';
import { ClipGenerator } from '../../src/clips/worker/clip-generator.js';
import { DatabaseClock } from '../../src/cleanup/doubt/database-clock.js';
import { ElapsedByClock, ElapsedTime } from '../../src/cleanup/doubt/elapsed-time.js';
import { Clock } from '../../src/common/clock.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { EventsModule } from '../../src/events/events.module.js';
import { FfmpegModule } from '../../src/ffmpeg/ffmpeg.module.js';
import { HealthModule } from '../../src/health/health.module.js';
import { JobsModule } from '../../src/jobs/jobs.module.js';
import { MediaModule } from '../../src/media/media.module.js';
import { sha256Of } from '../../src/media/storage/sha256.js';
import { MemoryClipStorage } from '../../src/media/storage/testing/memory-clip-storage.js';
import { HOUR, TestClock } from '../cleanup/cleanup-app.js';
import { Api, type Info } from '../support/api.js';
import { createHome, type Home } from '../support/home.js';

const STARTED = '2026-01-03T10:00:00Z';

describe('A host application with a storage of its own that is no folder', () => {
  let home: Home;
  let storage: MemoryClipStorage;
  let clock: TestClock;
  let app: INestApplication;
  let api: Api;

  beforeAll(async () => {
    home = await createHome();
    storage = new MemoryClipStorage();
    clock = new TestClock(new Date());
    const databaseUrl = home.settings['DATABASE_URL']!;
    const testing = await Test.createTestingModule({
      imports: [
        DatabaseModule.forRoot({ url: databaseUrl }, { migrationsRun: false }),
        ScheduleModule.forRoot(),
        FfmpegModule.forRoot({}),
        MediaModule.forRoot({
          mediaRoots: [home.media('')],
          clipsDirectory: home.clips(''),
          clipStorage: storage,
        }),
        JobsModule.forRoot({ databaseUrl, migrate: true, work: true }),
        EventsModule.forRoot({ cameraTimezone: 'UTC' }),
        ClipsModule.forRoot({ waitSeconds: 60 }),
        CleanupModule.forRoot({ scheduled: false, retentionDays: 0 }),
        HealthModule.forRoot({}),
      ],
    })
      .overrideProvider(Clock)
      .useValue(clock)
      .overrideProvider(DatabaseClock)
      .useValue(new DatabaseClock(clock))
      .overrideProvider(ElapsedTime)
      .useValue(new ElapsedByClock(clock))
      .compile();
    app = testing.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    api = new Api(await app.getUrl());
  });

  afterAll(async () => {
    await app?.close();
    await home.remove();
  });

  /** Makes the clip of a new event, with its poster. */
  async function made(): Promise<Info> {
    const file_path = await home.video('plain.mp4', { seconds: 3 });
    const video = { file_path, started_at: STARTED };
    const id = await api.event({ started_at: STARTED, video });
    expect((await api.generate(id, { end_offset_seconds: 2 })).status).toBe(201);
    return api.withPoster(id);
  }

  const names = async () => (await allOf(storage.list())).sort();

  it('has clips and posters made, served and deleted there', async () => {
    const { event_id: id, clip_url, poster_url } = await made();
    const files = [`${id}_clip.mp4`, `posters/${id}.jpg`];
    expect(await names()).toEqual(files);
    for (const [index, url] of [clip_url!, poster_url!].entries()) {
      const bytes = await api.download(url);
      const kept = (await storage.withLocalFile(files[index]!, sha256Of))!;
      await writeFile(home.media('served'), bytes);
      expect(await sha256Of(home.media('served'))).toBe(kept);
    }
    const here = await readdir(home.clips(''), { recursive: true });
    expect(here.sort()).toEqual(['.tmp', 'exports', 'intervals', 'posters']);
    expect(await app.get(ClipGenerator, { strict: false }).getClipPath(id)).toBe(files[0]);

    expect((await api.call('DELETE', `/api/events/${id}/clip`)).status).toBe(204);
    expect(await names()).toEqual([]);
  });

  it('has its clips verified by their bytes', async () => {
    const { event_id: id } = await made();
    const name = `${id}_clip.mp4`;
    const findings = async () => {
      const audited = await allOf(app.get(ClipAudit, { strict: false }).run());
      return audited.flatMap(({ finding }) => finding ?? []).map(({ problem }) => problem);
    };
    expect(await findings()).toEqual([]);
    const { bytes } = (await storage.stat(name))!;
    await writeFile(home.media('other'), Buffer.alloc(bytes));
    await storage.put(home.media('other'), name, 'f'.repeat(64));
    expect(await findings()).toEqual(['sha256']);
    await storage.remove([name]);
    expect(await findings()).toEqual(['missing']);
    await api.call('DELETE', `/api/events/${id}/clip`);
  });

  it('is cleaned up by the rules of retention', async () => {
    const { event_id: id } = await made();
    await writeFile(home.media('stray'), 'stray');
    await storage.put(home.media('stray'), '999_clip.mp4', 'f'.repeat(64));
    clock.set(new Date(Date.now() + 2 * HOUR));
    const reasonsOf = async () =>
      (await api.call<{ reasons: object }>('POST', '/api/cleanup/run', {})).body.reasons;

    // No limit of this storage is known, so the free space is never too little.
    Object.assign(app.get(CleanupSettings, { strict: false }), { minFreeBytes: 1e15 });
    expect(await reasonsOf()).toMatchObject({ orphan: { files: 1 }, space: { clips: 0 } });
    expect(await names()).toEqual([`${id}_clip.mp4`, `posters/${id}.jpg`]);

    Object.assign(app.get(CleanupSettings, { strict: false }), { maxBytes: 1 });
    expect(await reasonsOf()).toMatchObject({ space: { clips: 1, files: 2 } });
    expect(await names()).toEqual([]);
  });

  it('is ready although no limit of the storage is known', async () => {
    expect(await api.call('GET', '/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ok' },
    });
  });
});

async function allOf<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}
