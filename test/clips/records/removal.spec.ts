import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { type ClipEvent, ClipEvents } from '../../../src/clips/records/clip-events.js';
import { ClipRemoval, filesToRemove } from '../../../src/clips/records/clip-removal.js';
import { PendingDeletions } from '../../../src/clips/records/pending-deletions.js';
import { JobQueue } from '../../../src/jobs/job-queue.js';
import { Notifications } from '../../../src/jobs/notifications.js';
import { filesOfClip } from '../../../src/media/storage/clip-files.js';
import { ClipStorage } from '../../../src/media/storage/clip-storage.js';
import { eventually } from '../../support/eventually.js';
import { type ClipsApp, startClipsApp } from '../clips-app.js';
import { holdLock } from '../locks.js';

describe('The removal of clips', () => {
  let app: ClipsApp;
  let removal: ClipRemoval;
  let deletions: PendingDeletions;
  let queue: JobQueue;
  let emitted: ClipEvent[];
  let recorded: ClipEvent[];
  const notified: number[] = [];
  let failsToRecord = false;

  beforeAll(async () => {
    app = await startClipsApp({ worker: false });
    removal = app.get(ClipRemoval);
    deletions = app.get(PendingDeletions);
    queue = app.get(JobQueue);
    [emitted, recorded] = [[], []];
    app.get(ClipEvents).changes.subscribe((event) => emitted.push(event));
    app.get(ClipEvents).use(async (all) => {
      // Later than the statements that follow, if they do not wait for it.
      await setTimeout(failsToRecord ? 20 : 0);
      if (failsToRecord) throw new Error('no webhook');
      recorded.push(...all);
    });
    app
      .get(Notifications)
      .subscribe<{ event_id: number }>('clips', ({ event_id }) => notified.push(event_id));
  });
  afterEach(() => {
    failsToRecord = false;
    jest.restoreAllMocks();
  });
  afterAll(() => app?.close());

  const inTransaction = <T>(work: (manager: EntityManager) => Promise<T>) =>
    app.dataSource.transaction(work);
  const deletionsOf = (events: readonly ClipEvent[], ...ids: number[]) =>
    events
      .filter(({ type, eventId }) => type === 'deleted' && ids.includes(eventId))
      .map(({ eventId }) => eventId);
  const filesOf = async (id: number) =>
    (await app.files()).filter((name) => name === `posters/${id}.jpg` || name.startsWith(`${id}_`));

  async function withPoster(): Promise<number> {
    const id = await app.withClip();
    await writeFile(app.home.clips(`posters/${id}.jpg`), 'poster');
    await app.dataSource.query('UPDATE clips SET has_poster = true WHERE event_id = $1', [id]);
    return id;
  }

  /** An event whose clip waits in the queue. */
  async function queued() {
    const id = await app.event();
    const job = await inTransaction((manager) =>
      queue.send('clips', { event_id: id }, {}, manager),
    );
    await app.request(id, { job_id: job });
    return { id, job };
  }

  it('finds what there is of each event’s clip', async () => {
    const [poster, bare, nothing] = [await withPoster(), await app.withClip(), await app.event()];
    const [waiting, failed] = [await queued(), await app.event()];
    await app.request(failed, { state: 'failed' });
    await app.dataSource.query('UPDATE clips SET protected = true WHERE event_id = $1', [bare]);
    const ids = [poster, bare, nothing, waiting.id, failed];
    const found = await inTransaction((manager) => removal.of(ids, manager));
    const without = { fileName: null, hasPoster: false, renditions: [] };
    const none = { ...without, isProtected: false, pendingJob: null };
    expect(found.sort((a, b) => a.eventId - b.eventId)).toEqual([
      { ...none, eventId: poster, fileName: `${poster}_clip.mp4`, hasPoster: true },
      { ...none, eventId: bare, fileName: `${bare}_clip.mp4`, isProtected: true },
      { ...none, eventId: waiting.id, pendingJob: waiting.job },
      { ...none, eventId: failed },
    ]);
  });

  it('of an event that stays leaves its request, which says why, and deletes the files afterwards', async () => {
    const [id, other, failed] = [await withPoster(), await withPoster(), await app.event()];
    await app.request(failed, { state: 'failed', message: 'The disk is full.' });
    await inTransaction(async (manager) => {
      await removal.remove([id, failed], 'age', manager, 'Deleted by age.');
    });
    expect(await app.row('clips', id)).toBeNull();
    expect(await app.row('events', id)).toMatchObject({ clip_path: null });
    expect(await app.row('clip_requests', id)).toMatchObject({ message: 'Deleted by age.' });
    expect(await app.row('clip_requests', failed)).toMatchObject({ message: 'The disk is full.' });
    expect(deletionsOf(recorded, id, failed, other)).toEqual([id]);
    expect(deletionsOf(emitted, id)).toEqual([]);
    expect(await filesOf(id)).toHaveLength(2);

    const { removed } = await deletions.execute([`${id}_clip.mp4`, `posters/${id}.jpg`]);
    expect(removed.map(({ name }) => name)).toEqual([`${id}_clip.mp4`, `posters/${id}.jpg`]);
    expect(await filesOf(id)).toEqual([]);
    expect(deletionsOf(emitted, id)).toEqual([id]);
    expect(await filesOf(other)).toHaveLength(2);
    expect(await app.row('clips', other)).toMatchObject({ has_poster: true });
    expect(await app.row('events', other)).toMatchObject({ clip_path: `${other}_clip.mp4` });
  });

  it('without a message leaves none', async () => {
    const id = await app.withClip();
    await app.dataSource.query(`UPDATE clip_requests SET message = 'old' WHERE event_id = $1`, [
      id,
    ]);
    await inTransaction((manager) => removal.remove([id], 'age', manager));
    expect(await app.row('clip_requests', id)).toMatchObject({ message: null });
  });

  it('of a transaction that is rolled back deletes nothing', async () => {
    const id = await withPoster();
    const failing = inTransaction(async (manager) => {
      await removal.remove([id], 'age', manager);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    const { removed } = await deletions.execute([`${id}_clip.mp4`, `posters/${id}.jpg`]);
    expect([removed, await filesOf(id)]).toEqual([[], [`${id}_clip.mp4`, `posters/${id}.jpg`]]);
  });

  it('is rolled back where what is to be sent of it cannot be stored', async () => {
    const id = await app.withClip();
    failsToRecord = true;
    const removals = [
      (manager: EntityManager) => removal.remove([id], 'age', manager),
      async (manager: EntityManager) =>
        removal.removeWithEvents(await removal.of([id], manager), 'age', manager),
    ];
    for (const remove of removals) {
      await expect(inTransaction(remove)).rejects.toThrow('no webhook');
    }
    expect(await app.row('clips', id)).not.toBeNull();
    expect((await deletions.execute([`${id}_clip.mp4`])).removed).toEqual([]);
  });

  it('with its event cancels the job and notifies whoever waits for it', async () => {
    const [waiting, id] = [await queued(), await withPoster()];
    const ids = [waiting.id, id];
    await inTransaction(async (manager) => {
      await removal.removeWithEvents(await removal.of(ids, manager), 'age', manager);
      await manager.query('DELETE FROM events WHERE id = ANY($1)', [ids]);
      expect(await queue.exists('clips', waiting.job, manager)).toBe(false);
    });
    await eventually(() => notified.includes(waiting.id));
    expect(deletionsOf(recorded, ...ids)).toEqual([id]);
    // The job may have published a file that is not recorded.
    await writeFile(app.home.clips(`${waiting.id}_clip.gif`), 'unrecorded');
    for (const each of ids) {
      const names = [`${each}_clip.mp4`, `${each}_clip.gif`, `posters/${each}.jpg`];
      await deletions.execute(names);
      expect(await filesOf(each)).toEqual([]);
    }
  });

  it.each([
    ['without a poster', { fileName: '7_clip.gif', hasPoster: false }, ['7_clip.gif']],
    ['with a poster', { fileName: '7_clip.gif', hasPoster: true }, ['7_clip.gif', 'posters/7.jpg']],
    ['that is not recorded', { fileName: null, hasPoster: false }, filesOfClip(7)],
    [
      'with a rendition',
      { fileName: '7_clip.mp4', hasPoster: false, renditions: ['7_h264.mp4'] },
      ['7_clip.mp4', '7_h264.mp4'],
    ],
  ])('of a clip %s deletes all its files', (_, clip, names) => {
    const row = { eventId: 7, isProtected: false, pendingJob: null, renditions: [], ...clip };
    expect(filesToRemove(row)).toEqual(names);
  });

  describe('that is pending', () => {
    async function pending(reason: string): Promise<{ id: number; name: string }> {
      const id = await app.event();
      const name = `${id}_clip.mp4`;
      await writeFile(app.home.clips(name), 'a clip');
      await inTransaction((manager) => deletions.add([name], reason, manager));
      return { id, name };
    }

    it.each([
      ['deleted', true],
      ['age', true],
      ['replaced', false],
      ['orphan', false],
    ])('for the reason %s is reported: %p', async (reason, reported) => {
      const { id, name } = await pending(reason);
      expect((await deletions.execute([name])).removed).toMatchObject([{ name, bytes: 6 }]);
      expect(deletionsOf(emitted, id)).toEqual(reported ? [id] : []);
      expect(await deletions.execute([name])).toEqual({ removed: [], failed: [] });
    });

    it('deletes no file but those that are asked for and pending', async () => {
      const [asked, other, kept] = [
        await pending('age'),
        await pending('age'),
        await app.withClip(),
      ];
      await deletions.execute([asked.name, `${kept}_clip.mp4`]);
      expect(await filesOf(asked.id)).toEqual([]);
      expect(await filesOf(other.id)).toEqual([other.name]);
      expect(await filesOf(kept)).toEqual([`${kept}_clip.mp4`]);
    });

    it('stays pending where the file cannot be deleted', async () => {
      const [stuck, other] = [await pending('age'), await pending('age')];
      const failed = [{ name: stuck.name, error: new Error('read-only') }];
      const storage = app.get(ClipStorage);
      const remove = storage.remove.bind(storage);
      jest
        .spyOn(storage, 'remove')
        .mockImplementationOnce(async () => ({ ...(await remove([other.name])), failed }));
      const outcome = await deletions.execute([stuck.name, other.name]);
      expect(outcome).toMatchObject({ removed: [{ name: other.name }], failed });
      expect(deletionsOf(emitted, stuck.id, other.id)).toEqual([other.id]);
      const left = await namesLeft(1);
      expect(left).toContain(stuck.name);
      expect(left).not.toContain(other.name);
    });

    it('is left to another process that executes it', async () => {
      const { id, name } = await pending('age');
      const row = `SELECT 1 FROM clip_tombstones WHERE file_name = '${name}' FOR UPDATE`;
      const lock = await holdLock(app.url, row);
      expect(await deletions.execute([name])).toEqual({ removed: [], failed: [] });
      const withdrawn = inTransaction((manager) => deletions.withdraw([name], manager));
      // A publication waits until the deletion has ended.
      await lock.waiting(1);
      await lock.release();
      await withdrawn;
      expect(await deletions.execute([name])).toEqual({ removed: [], failed: [] });
      expect(await filesOf(id)).toEqual([name]);
    });

    it('is tried again later where the storage fails, without an error for its caller', async () => {
      const { name } = await pending('age');
      jest.spyOn(app.get(ClipStorage), 'remove').mockRejectedValueOnce(new Error('no network'));
      expect(await deletions.executeIfPossible([name])).toEqual([]);
      expect(await deletions.executeIfPossible([name])).toMatchObject([{ name }]);
    });

    it('is listed in batches of the names', async () => {
      const names = (await Promise.all([1, 2, 3].map(() => pending('age')))).map(
        ({ name }) => name,
      );
      for (const size of [1, 2, 100]) {
        const all = await namesLeft(size);
        expect(all).toEqual(expect.arrayContaining(names));
        expect(new Set(all).size).toBe(all.length);
      }
    });
  });

  async function namesLeft(batchSize: number): Promise<string[]> {
    const names: string[] = [];
    for await (const batch of deletions.names(batchSize)) {
      expect(batch.length).toBeLessThanOrEqual(batchSize);
      names.push(...batch);
    }
    return names;
  }
});
