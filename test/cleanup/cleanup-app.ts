import type { DynamicModule, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ScheduleModule } from '@nestjs/schedule';
import type { NextFunction, Request, Response } from 'express';
import { mkdir, mkdtemp, readdir, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DataSource } from 'typeorm';
import { CleanupModule } from '../../src/cleanup/cleanup.module.js';
import type { CleanupModuleOptions } from '../../src/cleanup/cleanup.module-definition.js';
import { CleanupService } from '../../src/cleanup/cleanup.service.js';
import { RestoredPosters } from '../../src/clips/make/restored-posters.js';
import { ClipsModule } from '../../src/clips/clips.module.js';
import { type Caller, rememberCaller } from '../../src/common/http/caller.js';
import { Clock } from '../../src/common/clock.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { EventsModule } from '../../src/events/events.module.js';
import { FfmpegModule } from '../../src/ffmpeg/ffmpeg.module.js';
import { HealthModule } from '../../src/health/health.module.js';
import { JobsModule } from '../../src/jobs/jobs.module.js';
import { MediaModule } from '../../src/media/media.module.js';
import { createTestDatabase } from '../support/database.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Stands still until it is set. Files that a test writes are younger than its time. */
export class TestClock extends Clock {
  constructor(private at: Date) {
    super();
  }

  now(): Date {
    return this.at;
  }

  set(at: Date): void {
    this.at = at;
  }
}

/** What several nodes share: a database, a clips folder, a folder of footage. */
export type Site = Awaited<ReturnType<typeof createSite>>;

export async function createSite() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'event-clips-cleanup-')));
  const database = await createTestDatabase();
  const clips = join(folder, 'clips');
  const media = join(folder, 'media');
  await mkdir(media);
  return {
    database,
    folder,
    /** A path inside the clips folder. */
    clips: (name = '') => join(clips, name),
    media: (name = '') => join(media, name),

    /** Puts a file into the clips folder, last written to at `modifiedAt`. */
    async file(name: string, content = 'content', modifiedAt?: Date): Promise<void> {
      await mkdir(dirname(join(clips, name)), { recursive: true });
      await writeFile(join(clips, name), content);
      if (modifiedAt) await utimes(join(clips, name), modifiedAt, modifiedAt);
    },

    /** Names of all files in the clips folder. */
    async files(): Promise<string[]> {
      const entries = await readdir(clips, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name).slice(clips.length + 1))
        .sort();
    },

    async remove(): Promise<void> {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const OPERATOR: Caller = {
  name: 'operator',
  scopes: new Set(),
  sha256: Buffer.alloc(0),
  cameras: null,
  user: null,
};

export type CleanupApp = Awaited<ReturnType<typeof startCleanupApp>>;

/** One node: the modules that retention works on, over HTTP on a port of its own. */
export async function startCleanupApp(
  site: Site,
  options: CleanupModuleOptions = {},
  clock = new TestClock(new Date()),
  furtherModules: readonly (Type | DynamicModule)[] = [],
) {
  const testing = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url: site.database.url }, { migrationsRun: false }),
      ScheduleModule.forRoot(),
      FfmpegModule.forRoot({}),
      MediaModule.forRoot({ mediaRoots: [site.media()], clipsDirectory: site.clips() }),
      JobsModule.forRoot({ databaseUrl: site.database.url, migrate: true, work: false }),
      EventsModule.forRoot({ cameraTimezone: 'UTC', examinesFiles: false }),
      ClipsModule.forRoot({}),
      CleanupModule.forRoot({ scheduled: false, clock, ...options }),
      HealthModule.forRoot({}),
      ...furtherModules,
    ],
  })
    // The clips of these tests are no videos.
    .overrideProvider(RestoredPosters)
    .useValue({ make: () => Promise.resolve(false), makeSome: () => Promise.resolve(0) })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const app = testing.createNestApplication({ logger: false });
  // Health shows its details only to a caller with a key.
  app.use((request: Request, _response: Response, next: NextFunction) => {
    rememberCaller(request, OPERATOR);
    next();
  });
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();
  return {
    clock,
    origin,
    get: app.get.bind(app),
    cleanup: app.get(CleanupService),
    dataSource: app.get(DataSource),
    close: () => app.close(),

    async call(method: string, path: string, body?: object) {
      const response = await fetch(origin + path, {
        method,
        headers: body ? { 'content-type': 'application/json' } : {},
        body: body ? JSON.stringify(body) : null,
      });
      const text = await response.text();
      const answer = (text ? JSON.parse(text) : null) as Record<string, unknown>;
      return { status: response.status, body: answer };
    },
  };
}
