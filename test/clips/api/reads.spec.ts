import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Logger as StatementLogger } from 'typeorm';
import { Clip } from '../../../src/clips/records/clip.entity.js';
import { ClipRequest } from '../../../src/clips/records/clip-request.entity.js';
import { StoredClips } from '../../../src/clips/records/stored-clips.js';
import { Event } from '../../../src/events/records/event.entity.js';
import { ClipsService } from '../../../src/clips/api/clips.service.js';
import { EventAnswers } from '../../../src/events/events/event-answers.js';
import { EventsService } from '../../../src/events/events/events.service.js';
import { type ClipsApp, startClipsApp } from '../clips-app.js';

describe('A read', () => {
  let app: ClipsApp;
  const statements: string[] = [];

  beforeAll(async () => {
    app = await startClipsApp();
    const logger = {
      logQuery: (sql: string) => statements.push(sql),
    } as unknown as StatementLogger;
    app.dataSource.setOptions({ logging: ['query'], logger });
  });
  afterAll(() => app.close());

  async function withClip(): Promise<number> {
    const id = await app.event();
    await app.complete(id, await app.request(id), `clip ${id}`);
    return id;
  }

  async function statementsOf<T>(read: () => Promise<T>): Promise<[number, T]> {
    statements.length = 0;
    const result = await read();
    return [statements.length, result];
  }

  it('of a clip runs two statements, for its rows and for its footage', async () => {
    const id = await withClip();
    const [count, info] = await statementsOf(() => app.get(ClipsService).info(id));
    expect(info).toMatchObject({ clip_available: true, status: 'completed', progress: 100 });
    expect(count).toBe(2);
  });

  it('of an event without a clip runs one, and logs nothing', async () => {
    const id = await app.event();
    const warned = jest.spyOn(Logger.prototype, 'warn');
    const [count, info] = await statementsOf(() => app.get(ClipsService).info(id));
    expect(info).toMatchObject({ clip_available: false, status: 'none' });
    expect(count).toBe(1);
    expect(warned).not.toHaveBeenCalled();
  });

  it('of a clip gives its rows as TypeORM reads them', async () => {
    const id = await withClip();
    const instant = '2026-01-03T10:00:01.000Z';
    const signedVideo = { present: true as const, preserved_from: instant, preserved_to: instant };
    const gap = { starts_at: instant, ends_at: instant };
    await app.dataSource
      .getRepository(Clip)
      .update(id, { signedVideo, gaps: [gap], bytes: 2 ** 40 });
    expect(await app.get(StoredClips).find(id)).toEqual({
      event: await app.dataSource.getRepository(Event).findOneBy({ id }),
      clip: await app.dataSource.getRepository(Clip).findOneBy({ eventId: id }),
      request: await app.dataSource.getRepository(ClipRequest).findOneBy({ eventId: id }),
    });
  });

  it('of an event that does not exist gives nothing', async () => {
    expect(await app.get(StoredClips).find(2_147_483_647)).toBeNull();
  });

  it('of events runs two, however many there are', async () => {
    const [events, answers] = [app.get(EventsService), app.get(EventAnswers)];
    const [completed, pending, failed] = [await withClip(), await withClip(), await app.event()];
    const [none, gone] = [await app.event(), await app.event()];
    await app.dataSource.query(`UPDATE clip_requests SET state = 'pending' WHERE event_id = $1`, [
      pending,
    ]);
    await app.dataSource.query(`UPDATE clip_requests SET progress = 40 WHERE event_id = $1`, [
      pending,
    ]);
    const failure = { error_code: 'NO_SPACE', message: 'The disk is full.' } as const;
    await app.request(failed, { state: 'failed', ...failure });
    await app.request(gone, { state: 'completed' });
    const [count, shown] = await statementsOf(async () => {
      const { rows } = await events.list({ limit: 5 });
      return answers.many(rows);
    });
    const clipOf = (id: number) => shown.find((event) => event.id === id)!.clip;
    const link = expect.stringContaining('_clip.mp4');
    const info = await app.get(ClipsService).info(completed);
    expect(clipOf(completed)).toMatchObject({
      ...{ status: 'completed', clip_url: link, progress: 100, error_code: null },
      duration_seconds: info.duration_seconds,
    });
    expect(clipOf(pending)).toMatchObject({ status: 'pending', clip_url: link, progress: 40 });
    expect(clipOf(failed)).toMatchObject({
      ...{ status: 'failed', clip_url: null, protected: false, duration_seconds: null },
      ...{ progress: null, error_code: 'NO_SPACE', message: 'The disk is full.' },
    });
    expect([clipOf(none), clipOf(gone)]).toEqual([null, null]);
    expect(count).toBe(2);

    // Lists of one status have the events that show it.
    const clips = app.dataSource.getRepository(Clip);
    await clips.update(completed, { protected: true });
    const missing = await withClip();
    await clips.update(missing, { missingSince: new Date(), protected: true });
    const made = [completed, pending, failed, none, gone, missing];
    const listed = async (filter: object) => {
      const { rows } = await events.list({ limit: 200, ...filter });
      return rows.map((event) => event.id).filter((id) => made.includes(id));
    };
    expect(await listed({ clip_status: 'completed' })).toEqual([completed]);
    expect(await listed({ clip_status: 'pending' })).toEqual([pending]);
    expect(await listed({ clip_status: 'failed' })).toEqual([failed]);
    expect(await listed({ clip_status: 'none' })).toEqual([missing, gone, none]);
    expect(await listed({ protected: true })).toEqual([completed]);
    expect(await listed({ protected: false })).toEqual([missing, gone, none, failed, pending]);
  });
});
