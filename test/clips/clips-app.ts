import type { DynamicModule, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { createHash, randomUUID } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { ClipCompletion } from '../../src/clips/records/clip-completion.js';
import type { ClipRecord } from '../../src/clips/records/clip-record.js';
import type { ClipRequest } from '../../src/clips/records/clip-request.entity.js';
import type { Clip } from '../../src/clips/records/clip.entity.js';
import { ClipsModule } from '../../src/clips/clips.module.js';
import type { ClipsModuleOptions } from '../../src/clips/clips.options.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { EventsModule } from '../../src/events/events.module.js';
import { FfmpegModule } from '../../src/ffmpeg/ffmpeg.module.js';
import { JobsModule } from '../../src/jobs/jobs.module.js';
import { MediaModule } from '../../src/media/media.module.js';
import { ClipStorage } from '../../src/media/storage/clip-storage.js';
import { createHome } from '../support/home.js';

/** The modules that make clips, on a real database and folder, without HTTP. */
export type ClipsApp = Awaited<ReturnType<typeof startClipsApp>>;

export const STARTED = new Date('2026-01-03T10:00:00Z');

interface Surroundings {
  /** Whether jobs run. Default false: a test sees what is queued. */
  work?: boolean;
  /** A queue in place of the one on PostgreSQL. */
  jobs?: DynamicModule;
  others?: DynamicModule[];
}

export async function startClipsApp(
  options: ClipsModuleOptions = {},
  { work = false, jobs, others = [] }: Surroundings = {},
) {
  const home = await createHome();
  const url = home.settings['DATABASE_URL']!;
  const testing = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url }, { migrationsRun: false }),
      FfmpegModule.forRoot({}),
      MediaModule.forRoot({ mediaRoots: [home.media('')], clipsDirectory: home.clips('') }),
      jobs ?? JobsModule.forRoot({ databaseUrl: url, migrate: true, work }),
      EventsModule.forRoot({ cameraTimezone: 'UTC', examinesFiles: false }),
      ClipsModule.forRoot(options),
      ...others,
    ],
  }).compile();
  testing.useLogger(false);
  await testing.init();
  const dataSource = testing.get(DataSource);
  const insert = async (table: string, row: object): Promise<{ id: number }> => {
    const columns = Object.keys(row);
    const places = columns.map((_, index) => `$${index + 1}`);
    const [inserted] = await dataSource.query<[{ id: number }]>(
      `INSERT INTO ${table} (${columns.join()}) VALUES (${places.join()}) RETURNING *`,
      Object.values(row),
    );
    return inserted;
  };
  const get = <T>(type: Type<T> | (abstract new () => T)): T =>
    testing.get(type, { strict: false });

  return {
    home,
    url,
    dataSource,
    get,

    async event(fields: Record<string, unknown> = {}): Promise<number> {
      const row = { camera_id: 'front', started_at: STARTED, ...fields };
      return (await insert('events', row)).id;
    },

    /** The row of an event in a table, or null. */
    async row<T = Record<string, unknown>>(table: string, eventId: number): Promise<T | null> {
      const key = table === 'events' ? 'id' : 'event_id';
      const rows = await dataSource.query<T[]>(`SELECT * FROM ${table} WHERE ${key} = $1`, [
        eventId,
      ]);
      return rows[0] ?? null;
    },

    /** Writes a request of the event, whose job is not in the queue. Returns the job's id. */
    async request(eventId: number, fields: Partial<Record<keyof typeof COLUMNS, unknown>> = {}) {
      const jobId = randomUUID();
      const row = { ...COLUMNS, event_id: eventId, job_id: jobId, ...fields };
      await insert('clip_requests', row);
      return String(row.job_id);
    },

    /** Publishes and records a clip of this content, as the worker does. */
    async complete(eventId: number, jobId: string, content: string, format?: ClipRecord['format']) {
      const record = recordOf(eventId, content, format);
      const output = await this.made(content);
      let previous: Clip | null | undefined;
      const clip = await get(ClipCompletion).complete({
        ...{ jobId, record, seconds: 1.5 },
        publish: async (before) => {
          previous = before;
          await get(ClipStorage).put(output, record.fileName, record.sha256);
        },
      });
      return { clip, previous };
    },

    /** An event with a clip, whose request has ended. */
    async withClip(content = 'a clip', fields: Record<string, unknown> = {}): Promise<number> {
      const id = await this.event(fields);
      await this.complete(id, await this.request(id), content);
      return id;
    },

    /** A finished file in the work folder. */
    async made(content: string): Promise<string> {
      const path = home.clips(`.tmp/${randomUUID()}`);
      await writeFile(path, content);
      return path;
    },

    /** The names of the files in the clips folder, without temporary ones. */
    async files(): Promise<string[]> {
      const entries = await readdir(home.clips(''), { recursive: true });
      return entries.filter((name) => /\d+(_clip\.\w+|\.jpg)$/.test(name)).sort();
    },

    async close(): Promise<void> {
      await testing.close();
      await home.remove();
    },
  };
}

const COLUMNS = {
  event_id: 0,
  job_id: '' as string,
  state: 'pending' as ClipRequest['state'],
  starts_at: STARTED,
  ends_at: new Date(STARTED.getTime() + 2_000),
  options: {} as object,
  requested_at: STARTED,
  progress: 0 as number | null,
  message: null as string | null,
  error_code: null as string | null,
  finished: null as object | null,
  waiting_until: null as Date | null,
  followed_end: null as Date | null,
  automatic: false,
};

export const sha256Of = (content: string) => createHash('sha256').update(content).digest('hex');

/** What is recorded of a clip with this content. */
export function recordOf(eventId: number, content: string, format: 'mp4' | 'gif' = 'mp4') {
  const [at, end] = [STARTED.toISOString(), new Date(STARTED.getTime() + 2_000).toISOString()];
  const record: ClipRecord = {
    ...{ eventId, fileName: `${eventId}_clip.${format}`, format, method: 'smart', note: null },
    ...{ requestedStartsAt: at, requestedEndsAt: end, startsAt: at, endsAt: end, generatedAt: end },
    ...{
      gaps: [],
      signedVideo: null,
      codecs: null,
      madeFrom: ['video::a.mp4'],
      ...{ sources: null, encoding: null },
      frames: 30,
      width: 320,
      height: 180,
    },
    ...{ bytes: content.length, sha256: sha256Of(content), durationSeconds: 2 },
  };
  return record;
}
