import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { type ClipEvent, ClipEvents } from '../../src/clips/records/clip-events.js';
import { ClipsModule } from '../../src/clips/clips.module.js';
import { ClipsService } from '../../src/clips/api/clips.service.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { EventsModule } from '../../src/events/events.module.js';
import { EventsService } from '../../src/events/events/events.service.js';
import { FfmpegModule } from '../../src/ffmpeg/ffmpeg.module.js';
import { JobQueue } from '../../src/jobs/job-queue.js';
import { Notifications } from '../../src/jobs/notifications.js';
import { PgNotifications } from '../../src/jobs/postgres/pg-notifications.js';
import { MediaModule } from '../../src/media/media.module.js';
import { eventually } from '../support/eventually.js';
import { createHome, type Home } from '../support/home.js';
import { at, filmed } from '../support/footage/camera.js';
import { HostQueue } from './host-queue.js';

const OFFSETS = { start_offset_seconds: -1, end_offset_seconds: 1 };

describe('A host application with a queue of its own', () => {
  let home: Home;
  let film: string;
  let host: TestingModule;
  let queue: HostQueue;
  let clips: ClipsService;
  const reported: ClipEvent[] = [];
  /** A report follows the commit, so that the answer of another connection may come before it. */
  const reportsOf = async (eventId: number, count: number) => {
    const own = () => reported.filter((each) => each.eventId === eventId);
    await eventually(() => own().length >= count);
    return own();
  };

  beforeAll(async () => {
    home = await createHome();
    film = await filmed(home);
    const databaseUrl = home.settings['DATABASE_URL']!;
    queue = new HostQueue(() => host.get(DataSource));

    @Global()
    @Module({
      providers: [
        { provide: JobQueue, useValue: queue },
        { provide: Notifications, useFactory: () => new PgNotifications({ databaseUrl }) },
      ],
      exports: [JobQueue, Notifications],
    })
    class HostJobs {}

    host = await Test.createTestingModule({
      imports: [
        DatabaseModule.forRoot({ url: databaseUrl }, { migrationsRun: false }),
        FfmpegModule.forRoot({}),
        MediaModule.forRoot({ mediaRoots: [home.media('')], clipsDirectory: home.clips('') }),
        HostJobs,
        EventsModule.forRoot({ cameraTimezone: 'UTC' }),
        ClipsModule.forRoot({}),
      ],
    })
      .setLogger({ log() {}, warn() {}, error() {} })
      .compile();
    await host.init();
    clips = host.get(ClipsService, { strict: false });
    host.get(ClipEvents, { strict: false }).changes.subscribe((event) => reported.push(event));
  });
  afterAll(async () => {
    await host?.close();
    await home.remove();
  });

  async function event(path: string): Promise<number> {
    const video = { file_path: path, started_at: new Date(at(0)) };
    const dto = { camera_id: 'front', started_at: new Date(at(5)), video };
    return (await host.get(EventsService, { strict: false }).create(dto)).event.id;
  }

  it('has its clips made by that queue alone', async () => {
    const before = queue.started.length;
    const id = await event(film);
    const answers = await Promise.all([clips.generate(id, OFFSETS), clips.generate(id, OFFSETS)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(queue.started.length - before).toBe(1);
    await eventually(async () => (await queue.statistics('clips')).queued === 0);
    const [{ schema }] = await host
      .get(DataSource)
      .query<[{ schema: string | null }]>("SELECT to_regnamespace('event_clips_jobs') AS schema");
    expect(schema).toBeNull();
  });

  it('is notified of clips that are made and removed', async () => {
    const id = await event(film);
    await clips.generate(id, OFFSETS);
    expect(await reportsOf(id, 1)).toEqual([
      {
        type: 'completed',
        eventId: id,
        clip: expect.objectContaining({ fileName: `${id}_clip.mp4` }),
        seconds: expect.any(Number),
      },
    ]);
    await clips.remove(id);
    expect((await reportsOf(id, 2)).slice(1)).toEqual([{ type: 'deleted', eventId: id }]);
  });

  it('is notified of clips that could not be made, with a message that is safe to show', async () => {
    const path = await home.video('gone.mp4');
    const id = await event(path);
    await rm(path);
    await clips.generate(id, OFFSETS);
    expect(await reportsOf(id, 1)).toEqual([
      {
        type: 'failed',
        eventId: id,
        code: 'VIDEO_NOT_FOUND',
        message: expect.not.stringContaining(home.media('')),
      },
    ]);
  });

  it('is not notified of a request that was cancelled', async () => {
    const id = await event(film);
    const answer = clips.generate(id, OFFSETS);
    await eventually(() => clips.cancel(id).then(() => true));
    expect((await answer).body).toMatchObject({ status: 'failed', error_code: 'CANCELLED' });
    // The next clip is made by the same queue, after whatever the cancelled job has reported.
    const next = await event(film);
    await clips.generate(next, OFFSETS);
    await reportsOf(next, 1);
    expect(await reportsOf(id, 0)).toEqual([]);
  });
});
