import { NestFactory } from '@nestjs/core';
import { mkdir } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { AppModule } from '../../src/app.module.js';
import { ClipGenerator } from '../../src/clips/worker/clip-generator.js';
import { readSettings } from '../../src/config/settings.js';
import { openDatabase } from '../../src/database/open-database.js';
import { Event } from '../../src/events/records/event.entity.js';

const RECORDED_AT = Date.UTC(2026, 0, 3, 10);

/** The modules of the service without its routes, to cut with `ClipGenerator`. */
export async function startService(folder: string) {
  const database = await openDatabase({ dataDirectory: folder });
  const settings = readSettings({
    MEDIA_ROOTS: folder,
    CLIPS_DIRECTORY: `${folder}/clips`,
    LOG_LEVEL: 'error',
    WEB_ENABLED: 'false',
    CLIP_VIDEO_CODEC: 'original',
    FFMPEG_PATH: process.env.FFMPEG_PATH,
  });
  // An idle program creates no folders.
  for (const part of ['posters', '.tmp']) {
    await mkdir(`${settings.CLIPS_DIRECTORY}/${part}`, { recursive: true });
  }
  const app = await NestFactory.createApplicationContext(
    AppModule.forRoot(settings, database, { idle: true }),
    { logger: ['error'] },
  );
  const generator = app.get(ClipGenerator, { strict: false });
  const events = app.get(DataSource).getRepository(Event);

  return {
    /** An event from `from` to `to` seconds of a recording, for the generator. */
    event: (from: number, to: number) =>
      events.save(
        events.create({
          cameraId: 'bench',
          startedAt: new Date(RECORDED_AT + from * 1000),
          endedAt: new Date(RECORDED_AT + to * 1000),
        }),
      ),
    cut: async (event: Event, path: string): Promise<string> => {
      const options = { preSeconds: 0, postSeconds: 0, startedAt: new Date(RECORDED_AT) };
      const clip = await generator.generateClipFromVideo(event, path, options);
      if (clip === null) throw new Error('No clip was made.');
      return clip;
    },
    async stop(): Promise<void> {
      await app.close();
      await database.close();
    },
  };
}
