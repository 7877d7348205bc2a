import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { createHome, type Home } from '../../support/home.js';
import { eventually } from '../../support/eventually.js';
import { type Service, startService } from '../../support/service.js';
import { readClip, numbers } from '../../support/read-clip.js';
import { ENCODED, filmed, filmedEvent, timesMade, at } from '../../support/footage/camera.js';
import { followProgress } from '../../support/follow-progress.js';
import { gatedFfmpeg, type GatedFfmpeg, isAlive } from '../../support/gated-ffmpeg.js';
import { holdLock } from '../locks.js';

const QUEUE_LIMIT = 2;
const ASYNC = { prefer: 'respond-async' };

describe('A request for a clip, on two nodes', () => {
  let home: Home;
  let ffmpeg: GatedFfmpeg;
  let api: Service;
  let worker: Service;
  let film: string;

  beforeAll(async () => {
    home = await createHome();
    film = await filmed(home);
    ffmpeg = await gatedFfmpeg(home.data('ffmpeg'));
    const settings = {
      ...ffmpeg.settings,
      CLIP_CONCURRENCY: '1',
      CLIP_QUEUE_LIMIT: `${QUEUE_LIMIT}`,
    };
    [api, worker] = await Promise.all([
      startService(home, { ...settings, ROLE: 'api' }),
      startService(home, { ...settings, ROLE: 'all' }),
    ]);
  });
  afterEach(() => ffmpeg.open());
  afterAll(async () => {
    await Promise.all([api?.stop(), worker?.stop()]);
    await home.remove();
  });

  /** Starts to make a clip on the worker, stops its encoder at the gate, and leaves a call waiting for it. */
  async function startClip(body: object = ENCODED) {
    await ffmpeg.shut();
    const [id, before] = [await filmedEvent(api, film), (await ffmpeg.runs()).length];
    // Longer than a test may take, so that only a notification ends the wait.
    const answer = api.generate(id, body, { prefer: 'wait=60' });
    return { id, pid: await ffmpeg.started(before + 1), answer };
  }

  it('that comes a hundred times at once is made once, and all calls get the same answer', async () => {
    const id = await filmedEvent(api, film);
    const before = (await ffmpeg.runs()).length;
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => (i % 2 ? api : worker).generate(id, ENCODED)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]!.headers.get('location')).toBe(`/api/media/clips/${id}_clip.mp4`);
    expect((await ffmpeg.runs()).length - before).toBe(1);
    // The log is read from the service's output, which may come after the answer.
    await eventually(() => timesMade([api, worker], id) > 0);
    expect(timesMade([api, worker], id)).toBe(1);
  });

  it('that comes again is answered with the existing clip', async () => {
    const id = await filmedEvent(api, film);
    await worker.generate(id, ENCODED);
    const { generated_at } = await api.info(id);
    const again = await api.generate(id, { start_offset_seconds: 0, end_offset_seconds: 3 });
    expect(again).toMatchObject({ status: 200, body: { status: 'completed', generated_at } });
    expect(again.body.message).toContain(`${at(4)} to ${at(6)} exists already`);
  });

  it('is answered with 202 in time, and with 201 once the clip is made', async () => {
    const { id, answer } = await startClip();
    const pending = {
      status: 202,
      body: { status: 'pending', clip_url: null, generated_at: null },
    };
    for (const prefer of ['wait=1', 'wait=0', 'respond-async, wait=100']) {
      expect(await worker.generate(id, ENCODED, { prefer })).toMatchObject(pending);
    }
    await ffmpeg.open();
    expect(await answer).toMatchObject({ status: 201, body: { status: 'completed' } });
  });

  it('with force joins a job of the same interval and format', async () => {
    const { id } = await startClip();
    const before = (await ffmpeg.runs()).length;
    const joined = Promise.all([
      api.generate(id, { ...ENCODED, force: true }),
      worker.generate(id, { ...ENCODED, force: true }),
    ]);
    await ffmpeg.open();
    expect((await joined).map(({ status }) => status)).toEqual([201, 201]);
    expect((await ffmpeg.runs()).length).toBe(before);
  });

  it('with force cancels a job of another interval, and the other caller gets an answer', async () => {
    const { id, pid, answer } = await startClip();
    const other = { ...ENCODED, start_offset_seconds: 0, force: true };
    const second = api.generate(id, other, { prefer: 'wait=30' });
    expect((await answer).body).toMatchObject({ status: 'failed', error_code: 'CANCELLED' });
    await eventually(() => !isAlive(pid));
    await ffmpeg.open();
    expect(await second).toMatchObject({ status: 201 });
    const clip = await readClip(api, `/api/media/clips/${id}_clip.mp4`);
    expect(clip.numbers).toEqual(numbers(75, 89));
  });

  it('with force makes the clip again each time', async () => {
    const id = await filmedEvent(api, film);
    for (const node of [api, worker, api]) {
      expect(await node.generate(id, { ...ENCODED, force: true })).toMatchObject({ status: 201 });
    }
    await eventually(() => timesMade([worker], id) === 3);
  });

  it('makes a stale clip again', async () => {
    const id = await filmedEvent(api, film);
    await api.generate(id, { cut: 'transcode', start_offset_seconds: 0 });
    expect(await api.info(id)).toMatchObject({ stale: false });
    await worker.call('PATCH', `/api/events/${id}`, { ended_at: at(6) });
    expect(await api.info(id)).toMatchObject({ stale: true, clip_available: true });
    expect(await api.generate(id, { start_offset_seconds: 0 })).toMatchObject({ status: 201 });
    expect(await api.info(id)).toMatchObject({ stale: false });
  });

  it('is refused while too many clips wait, unless its own is among them', async () => {
    const { id } = await startClip();
    const events = await Promise.all(Array.from({ length: 50 }, () => filmedEvent(api, film)));
    const answers = await Promise.all(
      events.map((one, i) => (i % 2 ? api : worker).generate(one, ENCODED, ASYNC)),
    );
    const queued = events.filter((_, i) => answers[i]!.status === 202);
    expect(queued).toHaveLength(QUEUE_LIMIT);
    for (const refused of answers.filter(({ status }) => status !== 202)) {
      expect(refused).toMatchObject({ status: 429, body: { code: 'QUEUE_FULL' } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await api.generate(queued[0]!, ENCODED, ASYNC)).status).toBe(202);
    await ffmpeg.open();
    const all = [id, ...queued].map((one) => api.generate(one, ENCODED, { prefer: 'wait=30' }));
    for (const { status } of await Promise.all(all)) expect([200, 201]).toContain(status);
  });

  describe('that is cancelled', () => {
    const cancel = (id: number) => api.call('DELETE', `/api/events/${id}/clip`);

    it('stops FFmpeg on another node and leaves no files', async () => {
      const { id, pid, answer } = await startClip();
      const following = await followProgress(worker.origin, id);
      expect((await cancel(id)).status).toBe(204);
      expect((await answer).body).toMatchObject({ status: 'failed', error_code: 'CANCELLED' });
      await eventually(() => !isAlive(pid));
      await eventually(async () => (await home.unfinished()).length === 0);
      expect(await api.info(id)).toMatchObject({ status: 'none', clip_available: false });
      expect((await cancel(id)).status).toBe(404);
      await following.ended;
      expect(following.states.map(({ status }) => status)).toEqual(['pending', 'none']);
    });

    it('keeps the clip of an earlier request', async () => {
      const id = await filmedEvent(api, film);
      await api.generate(id, ENCODED);
      const before = await api.withPoster(id);
      await ffmpeg.shut();
      const runs = (await ffmpeg.runs()).length;
      const forced = api.generate(id, { ...ENCODED, force: true });
      const pid = await ffmpeg.started(runs + 1);
      expect(await api.info(id)).toMatchObject({ status: 'pending', sha256: before.sha256 });
      expect((await cancel(id)).status).toBe(204);
      expect((await forced).body).toMatchObject({ status: 'failed', error_code: 'CANCELLED' });
      await eventually(() => !isAlive(pid));
      await ffmpeg.open();
      expect(await api.info(id)).toEqual(before);
      expect((await readClip(api, before.clip_url!)).sha256).toBe(before.sha256);
    });

    it.each([
      ['after', 'keeps the clip', 'completed'],
      ['before', 'leaves no file', 'none'],
    ] as const)('just %s the clip is published %s', async (order, _, status) => {
      const { id, answer } = await startClip();
      const sql = `SELECT 1 FROM events WHERE id = ${id} FOR NO KEY UPDATE`;
      const lock = await holdLock(home.settings['DATABASE_URL']!, sql);
      let cancelling: ReturnType<typeof cancel> | undefined;
      const publish = () => ffmpeg.open();
      const startCancelling = () => void (cancelling = cancel(id));
      // Both wait for the same lock, in this order.
      const steps = order === 'after' ? [publish, startCancelling] : [startCancelling, publish];
      for (const [before, step] of steps.entries()) {
        await step();
        await lock.waiting(before + 1);
      }
      await lock.release();
      expect((await cancelling!).status).toBe(204);
      await answer;
      const clip_available = status === 'completed';
      expect(await api.info(id)).toMatchObject({ status, clip_available });
      await home.settled(id);
      const clips = await readdir(home.clips('.'));
      expect(clips.includes(`${id}_clip.mp4`)).toBe(clip_available);
    });

    it('is removed from the queue if it still waits', async () => {
      const { id } = await startClip();
      const queued = await filmedEvent(api, film);
      await api.generate(queued, ENCODED, ASYNC);
      expect((await cancel(queued)).status).toBe(204);
      const runs = (await ffmpeg.runs()).length;
      await ffmpeg.open();
      await eventually(async () => (await api.info(id)).status === 'completed');
      expect((await api.info(queued)).status).toBe('none');
      expect((await ffmpeg.runs()).length).toBe(runs);
    });

    it('by the deletion of its event is answered as cancelled', async () => {
      const { id, pid, answer } = await startClip();
      expect((await api.call('DELETE', `/api/events/${id}`)).status).toBe(204);
      expect((await answer).body).toMatchObject({ status: 'failed', error_code: 'CANCELLED' });
      await eventually(() => !isAlive(pid));
      await eventually(async () => (await home.unfinished()).length === 0);
      expect((await api.call('GET', `/api/events/${id}/clip`)).status).toBe(404);
    });
  });

  it('can be followed on any node until it is done', async () => {
    const { id } = await startClip({ ...ENCODED, start_offset_seconds: -5, end_offset_seconds: 7 });
    const readers = await Promise.all([
      followProgress(api.origin, id),
      followProgress(worker.origin, id),
    ]);
    await ffmpeg.open();
    for (const { states, headers, ended } of readers) {
      await ended;
      expect(headers.get('content-type')).toMatch(/^text\/event-stream/);
      expect(headers.get('cache-control')).toContain('no-cache');
      expect(states[0]).toEqual({ status: 'pending', progress: 0, message: null });
      expect(states.at(-1)).toEqual({ status: 'completed', progress: 100, message: null });
      const progress = states.map((state) => state.progress!);
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
    }
    const late = await followProgress(api.origin, id);
    await late.ended;
    expect(late.states).toEqual([{ status: 'completed', progress: 100, message: null }]);
  });

  it('gets a clear answer if its event is deleted meanwhile', async () => {
    const id = await filmedEvent(api, film);
    const [answers] = await Promise.all([
      Promise.all(Array.from({ length: 20 }, () => worker.generate(id, ENCODED))),
      api.call('DELETE', `/api/events/${id}`),
    ]);
    for (const { status } of answers) expect([200, 201, 404]).toContain(status);
  });
});
