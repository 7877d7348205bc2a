import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import type { EntityManager } from 'typeorm';
import { ClipCompletion } from '../../../src/clips/records/clip-completion.js';
import { type ClipEvent, ClipEvents } from '../../../src/clips/records/clip-events.js';
import { ClipProtection } from '../../../src/clips/records/clip-protection.js';
import { ClipRequests, RequestGoneError } from '../../../src/clips/records/clip-requests.js';
import { JobRequests } from '../../../src/clips/records/job-requests.js';
import { Clip } from '../../../src/clips/records/clip.entity.js';
import { InterruptedClips } from '../../../src/clips/records/interrupted-clips.js';
import { PendingDeletions } from '../../../src/clips/records/pending-deletions.js';
import { ClipGenerationError } from '../../../src/clips/model/clip-generation-error.js';
import { Notifications } from '../../../src/jobs/notifications.js';
import { ClipStorage } from '../../../src/media/storage/clip-storage.js';
import { eventually } from '../../support/eventually.js';
import { type ClipsApp, recordOf, sha256Of, startClipsApp, STARTED } from '../clips-app.js';
import { holdLock } from '../locks.js';

describe('The records of clips', () => {
  let app: ClipsApp;
  let completion: ClipCompletion;
  let requests: ClipRequests;
  let jobRequests: JobRequests;
  let deletions: PendingDeletions;
  let storage: ClipStorage;
  const emitted: ClipEvent[] = [];
  const recorded: ClipEvent[] = [];
  const notified: number[] = [];
  let failsToRecord = false;

  beforeAll(async () => {
    app = await startClipsApp({ worker: false });
    completion = app.get(ClipCompletion);
    requests = app.get(ClipRequests);
    jobRequests = app.get(JobRequests);
    deletions = app.get(PendingDeletions);
    storage = app.get(ClipStorage);
    const events = app.get(ClipEvents);
    events.changes.subscribe((event) => emitted.push(event));
    events.use((all) => {
      if (failsToRecord) return Promise.reject(new Error('no webhook'));
      recorded.push(...all);
      return Promise.resolve();
    });
    app
      .get(Notifications)
      .subscribe<{ event_id: number }>('clips', ({ event_id }) => notified.push(event_id));
  });
  afterAll(() => app?.close());

  const of = (events: readonly ClipEvent[], eventId: number) =>
    events.filter((event) => event.eventId === eventId);
  const isNotified = (eventId: number) => eventually(() => notified.includes(eventId));
  const pendingDeletions = async () => {
    const names: string[] = [];
    for await (const batch of deletions.names(1)) names.push(...batch);
    return names;
  };
  const inTransaction = <T>(work: (manager: EntityManager) => Promise<T>) =>
    app.dataSource.transaction(work);

  const complete: ClipsApp['complete'] = (...args) => app.complete(...args);
  const withClip: ClipsApp['withClip'] = (...args) => app.withClip(...args);

  /** A new request of the event, in place of the one before. */
  async function requestedAgain(eventId: number): Promise<string> {
    await app.dataSource.query('DELETE FROM clip_requests WHERE event_id = $1', [eventId]);
    return app.request(eventId);
  }

  describe('A completion', () => {
    it('records the clip, its event and the end of its request together, and reports it', async () => {
      const id = await app.event();
      const job = await app.request(id, { progress: 40, message: 'Waiting.', finished: {} });
      const { clip, previous } = await complete(id, job, 'a clip');
      expect(previous).toBeNull();
      expect(clip).toMatchObject({ eventId: id, bytes: 6, startsAt: STARTED, hasPoster: false });
      expect(await app.row('clips', id)).toMatchObject({ sha256: sha256Of('a clip') });
      expect(await app.row('events', id)).toMatchObject({ clip_path: `${id}_clip.mp4` });
      expect(await app.row('clip_requests', id)).toMatchObject({
        ...{ state: 'completed', progress: 100, message: null, error_code: null },
        ...{ finished: null, waiting_until: null },
      });
      const event = { type: 'completed', eventId: id, clip, seconds: 1.5 };
      expect([of(recorded, id), of(emitted, id)]).toEqual([[event], [event]]);
      await isNotified(id);
    });

    it('of a clip made again forgets its poster and that it was missing, and keeps its protection', async () => {
      const id = await withClip();
      await app.dataSource.query(
        'UPDATE clips SET has_poster = true, missing_since = now(), protected = true WHERE event_id = $1',
        [id],
      );
      const { previous } = await complete(id, await requestedAgain(id), 'another');
      expect(previous).toMatchObject({ sha256: sha256Of('a clip') });
      expect(await app.row('clips', id)).toMatchObject({
        ...{ sha256: sha256Of('another'), has_poster: false, missing_since: null, protected: true },
      });
      expect(await app.files()).toContain(`${id}_clip.mp4`);
    });

    it('in another format deletes the file of the earlier one, and reports no deletion', async () => {
      const id = await withClip();
      await complete(id, await requestedAgain(id), 'moving', 'gif');
      expect((await app.files()).filter((name) => name.startsWith(`${id}_`))).toEqual([
        `${id}_clip.gif`,
      ]);
      expect(await app.row('events', id)).toMatchObject({ clip_path: `${id}_clip.gif` });
      expect(of(emitted, id).map(({ type }) => type)).toEqual(['completed', 'completed']);
      expect(await pendingDeletions()).toEqual([]);
    });

    it('withdraws the deletions of files that it publishes', async () => {
      const id = await app.event();
      const names = [`${id}_clip.mp4`, `posters/${id}.jpg`];
      await inTransaction((manager) => deletions.add(names, 'deleted', manager));
      await complete(id, await app.request(id), 'a clip');
      expect(await deletions.execute(names)).toEqual({ removed: [], failed: [] });
      expect(await app.files()).toContain(`${id}_clip.mp4`);
    });

    it.each<[string, Parameters<ClipsApp['request']>[1] | null, boolean]>([
      ['is gone', null, false],
      ['belongs to another job', {}, true],
      ['has failed', { state: 'failed' }, false],
      ['has ended', { state: 'completed' }, false],
    ])('publishes nothing where the request %s', async (_, fields, other) => {
      const id = await app.event();
      const job = fields === null ? 'gone' : await app.request(id, fields);
      const completed = complete(id, other ? 'another' : job, 'a clip');
      await expect(completed).rejects.toThrow(RequestGoneError);
      await expect(
        completion.prepare(other ? 'another' : job, recordOf(id, 'a clip')),
      ).rejects.toThrow(RequestGoneError);
      expect(await app.row('clips', id)).toBeNull();
      expect((await app.files()).filter((name) => name.startsWith(`${id}_`))).toEqual([]);
      expect(of(emitted, id)).toEqual([]);
    });

    it('writes no row and reports nothing where the file cannot be published', async () => {
      const id = await app.event();
      const jobId = await app.request(id);
      const record = recordOf(id, 'a clip');
      const publish = () => Promise.reject(new Error('full'));
      await expect(completion.complete({ jobId, record, publish })).rejects.toThrow('full');
      expect(await app.row('clips', id)).toBeNull();
      expect(await app.row('clip_requests', id)).toMatchObject({ state: 'pending' });
      expect([of(recorded, id), of(emitted, id)]).toEqual([[], []]);
    });

    it('writes no row where what is to be sent of it cannot be stored', async () => {
      const id = await app.event();
      const job = await app.request(id);
      failsToRecord = true;
      await expect(complete(id, job, 'a clip')).rejects.toThrow('no webhook');
      await expect(
        jobRequests.fail(id, job, new ClipGenerationError('NO_SPACE', 'Full.')),
      ).rejects.toThrow();
      failsToRecord = false;
      expect(await app.row('clips', id)).toBeNull();
      expect(await app.row('clip_requests', id)).toMatchObject({ state: 'pending' });
      expect(of(emitted, id)).toEqual([]);
    });

    it('publishes once a deletion of its file that has started is over', async () => {
      const id = await app.event();
      const name = `${id}_clip.mp4`;
      await inTransaction((manager) => deletions.add([name], 'deleted', manager));
      const row = `SELECT 1 FROM clip_tombstones WHERE file_name = '${name}' FOR UPDATE`;
      const lock = await holdLock(app.url, row);
      const completed = complete(id, await app.request(id), 'a clip');
      await lock.waiting(1);
      expect(await app.files()).not.toContain(name);
      await lock.release();
      await completed;
      expect(await app.files()).toContain(name);
    });

    it('waits for whoever has locked the event', async () => {
      const id = await app.event();
      const job = await app.request(id);
      const lock = await holdLock(app.url, `SELECT 1 FROM events WHERE id = ${id} FOR UPDATE`);
      const completed = complete(id, job, 'a clip');
      await lock.waiting(1);
      expect((await app.files()).filter((name) => name.startsWith(`${id}_`))).toEqual([]);
      await lock.release();
      expect((await completed).clip.eventId).toBe(id);
    });
  });

  describe('After the death of the process between publication and record', () => {
    async function died(before: string | null, published: boolean) {
      const id = before === null ? await app.event() : await withClip(before);
      const job = before === null ? await app.request(id) : await requestedAgain(id);
      const record = recordOf(id, 'the new one');
      await completion.prepare(job, record);
      if (published)
        await storage.put(await app.made('the new one'), record.fileName, record.sha256);
      return { id, request: (await requests.find(id))! };
    }
    const interrupted = () => app.get(InterruptedClips);

    it.each<[string, string | null]>([
      ['the first clip', null],
      ['a clip that replaces another', 'the old one'],
    ])('%s is recorded from its file', async (_, before) => {
      const { id, request } = await died(before, true);
      expect(await interrupted().complete(request)).toBe(true);
      expect(await app.row('clips', id)).toMatchObject({ sha256: sha256Of('the new one') });
      expect(of(emitted, id).at(-1)).toMatchObject({ type: 'completed', seconds: null });
    });

    it('the clip before it is not taken for the new one', async () => {
      const { id, request } = await died('the old one', false);
      expect(await interrupted().complete(request)).toBe(false);
      expect(await app.row('clips', id)).toMatchObject({ sha256: sha256Of('the old one') });
      expect(await app.row('clip_requests', id)).toMatchObject({ state: 'pending' });
    });
  });

  describe('A request', () => {
    it.each([
      [0, 30, 30],
      [30, 31, 31],
      [30, 30, 30],
      [30, 20, 30],
    ])('at %d %% that reports %d %% is at %d %%', async (progress, reported, expected) => {
      const id = await app.event();
      const job = await app.request(id, { progress });
      await jobRequests.progress(id, job, reported);
      expect(await app.row('clip_requests', id)).toMatchObject({ progress: expected });
      if (expected !== progress) await isNotified(id);
      await jobRequests.progress(id, 'another', 90);
      expect(await app.row('clip_requests', id)).toMatchObject({ progress: expected });
    });

    it('says why it is held, until when it waits for footage, and nothing once it continues', async () => {
      const id = await app.event();
      const held = { eventId: id, jobId: await app.request(id), message: null, waitingUntil: null };
      const row = () => app.row('clip_requests', id);
      await jobRequests.hold(held, 'Waiting.', STARTED);
      expect(await row()).toMatchObject({ waiting_until: STARTED, message: 'Waiting.' });
      await isNotified(id);
      // The same instant, in another object.
      await app.dataSource.query(
        `UPDATE clip_requests SET message = 'As it was.' WHERE event_id = $1`,
        [id],
      );
      await jobRequests.hold(held, 'Waiting.', new Date(STARTED));
      expect(await row()).toMatchObject({ message: 'As it was.' });
      await jobRequests.hold(held, 'The folder does not answer.', STARTED);
      expect(await row()).toMatchObject({ message: 'The folder does not answer.' });
      await jobRequests.hold({ ...held, jobId: 'another' }, null, null);
      expect(await row()).toMatchObject({ waiting_until: STARTED });
      await jobRequests.hold(held, null, null);
      expect(await row()).toMatchObject({ waiting_until: null, message: null });
    });

    it('fails once, and only for its own job', async () => {
      const id = await app.event();
      const job = await app.request(id, { progress: 40, waiting_until: STARTED });
      const full = new ClipGenerationError('NO_SPACE', 'The disk is full.');
      await jobRequests.fail(id, 'another', full);
      expect(await app.row('clip_requests', id)).toMatchObject({ state: 'pending', progress: 40 });
      await jobRequests.fail(id, job, full);
      await jobRequests.fail(id, job, new ClipGenerationError('TIMED_OUT', 'Too late.'));
      expect(await app.row('clip_requests', id)).toMatchObject({
        ...{ state: 'failed', error_code: 'NO_SPACE', message: 'The disk is full.' },
        ...{ progress: null, waiting_until: null },
      });
      const event = { type: 'failed', eventId: id, code: 'NO_SPACE', message: 'The disk is full.' };
      expect([of(recorded, id), of(emitted, id)]).toEqual([[event], [event]]);
      await isNotified(id);
    });

    it('lists those that are pending, with their jobs', async () => {
      const [pending, ended] = [await app.event(), await app.event()];
      const job = await app.request(pending);
      await app.request(ended, { state: 'failed' });
      const listed = await requests.pending();
      expect(listed).toContainEqual({ eventId: pending, jobId: job });
      expect(listed.map(({ eventId }) => eventId)).not.toContain(ended);
    });
  });

  describe('A protection', () => {
    const protection = () => app.get(ClipProtection);
    const clipOf = (eventId: number) =>
      app.dataSource.getRepository(Clip).findOneByOrFail({ eventId });

    it('is kept with its reason until it is lifted', async () => {
      const id = await withClip();
      await protection().protect(id, 'evidence');
      expect(await clipOf(id)).toMatchObject({ protected: true, protectedReason: 'evidence' });
      await expect(protection().check(await clipOf(id))).rejects.toMatchObject({
        code: 'CLIP_PROTECTED',
      });
      await protection().lift(id);
      expect(await clipOf(id)).toMatchObject({ protected: false, protectedReason: null });
      await protection().check(await clipOf(id));
    });

    it('does not keep a missing file from being made again', async () => {
      const id = await withClip();
      await protection().protect(id, null);
      await rm(app.home.clips(`${id}_clip.mp4`));
      await protection().check(await clipOf(id));
    });

    it('needs a clip', async () => {
      const id = await app.event();
      await expect(protection().protect(id, null)).rejects.toMatchObject({
        code: 'CLIP_NOT_FOUND',
      });
      await expect(protection().lift(id)).rejects.toMatchObject({ code: 'CLIP_NOT_FOUND' });
    });

    it('comes before a removal that holds the event’s lock, or after it', async () => {
      const id = await withClip();
      const lock = await holdLock(app.url, `SELECT 1 FROM events WHERE id = ${id} FOR UPDATE`);
      const protecting = protection().protect(id, null);
      await lock.waiting(1);
      await lock.release();
      await protecting;
      expect(await clipOf(id)).toMatchObject({ protected: true });
    });
  });
});
