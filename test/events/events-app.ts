import { Test } from '@nestjs/testing';
import { copyFile, mkdir, mkdtemp, realpath, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DataSource } from 'typeorm';
import { type Clock, SystemClock } from '../../src/common/clock.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import type { CamerasDto, EventDto, EventPageDto } from '../../src/events/events/dto/event.dto.js';
import type {
  RecordingDto,
  RecordingPageDto,
} from '../../src/events/recordings/dto/recording.dto.js';
import { EventsModule } from '../../src/events/events.module.js';
import { FfmpegModule } from '../../src/ffmpeg/ffmpeg.module.js';
import { MediaModule } from '../../src/media/media.module.js';
import { createTestDatabase } from '../support/database.js';
import { footage, type FootageOptions } from '../support/footage.js';

/** A type as the JSON of an answer has it, with times as text. */
type Wire<T> = T extends Date ? string : T extends object ? { [Key in keyof T]: Wire<T[Key]> } : T;

/** All fields in the answers of these routes, so that a test can read any of them. */
type Body = Wire<EventDto & RecordingDto & EventPageDto & RecordingPageDto & CamerasDto> & {
  code: string;
  message: string | string[];
  detections: { id: number; file_path: string; detected_at: string }[];
};

export interface Answer {
  status: number;
  body: Body;
}

/** Only the events module, on a real database, folder, FFmpeg and port. */
export type EventsApp = Awaited<ReturnType<typeof startEventsApp>>;

export async function startEventsApp({
  cameraTimezone = 'Europe/Berlin',
  clock = new SystemClock(),
  maxFutureSeconds = 86_400,
}: { cameraTimezone?: string; clock?: Clock; maxFutureSeconds?: number } = {}) {
  const database = await createTestDatabase();
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'event-clips-events-')));
  const mediaRoot = join(folder, 'media');
  await mkdir(mediaRoot);
  const testing = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url: database.url }, { migrationsRun: false }),
      MediaModule.forRoot({ mediaRoots: [mediaRoot], clipsDirectory: join(folder, 'clips') }),
      EventsModule.forRootAsync({
        imports: [FfmpegModule.forRoot({})],
        // A test has the files examined when it is to be.
        useFactory: () => ({ cameraTimezone, examinesFiles: false, clock, maxFutureSeconds }),
      }),
    ],
  }).compile();
  const app = testing.createNestApplication({ logger: ['error'] });
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();

  return {
    /** A path below the footage root. */
    path: (name: string): string => join(mediaRoot, name),
    get: app.get.bind(app),
    dataSource: app.get(DataSource),

    async call(method: string, path: string, body?: unknown): Promise<Answer> {
      const response = await fetch(origin + path, {
        method,
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
        body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, body: (text ? JSON.parse(text) : null) as Body };
    },

    /** Puts generated footage below the footage root, last modified at `modifiedAt`. */
    async video(name: string, options: FootageOptions = {}, modifiedAt?: Date): Promise<string> {
      const path = join(mediaRoot, name);
      await mkdir(dirname(path), { recursive: true });
      await copyFile(await footage({ seconds: 2, ...options }), path);
      if (modifiedAt) await utimes(path, modifiedAt, modifiedAt);
      return path;
    },

    async close(): Promise<void> {
      await app.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
