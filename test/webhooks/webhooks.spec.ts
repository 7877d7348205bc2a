import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { ClipRemoval } from '../../src/clips/records/clip-removal.js';
import { ClipGenerationError } from '../../src/clips/model/clip-generation-error.js';
import { JobRequests } from '../../src/clips/records/job-requests.js';
import { LateFootage } from '../../src/clips/requests/late-footage.js';
import { EventsService } from '../../src/events/events/events.service.js';
import { Recording } from '../../src/events/records/recording.entity.js';
import { WebhooksModule } from '../../src/webhooks/webhooks.module.js';
import { type ClipsApp, startClipsApp, STARTED } from '../clips/clips-app.js';
import { eventually } from '../support/eventually.js';
import { failing, hanging, ok, type Receiver, startReceiver } from '../support/receiver.js';

const SECRET = 'known to both';

describe('Webhooks', () => {
  let app: ClipsApp;
  let good: Receiver;
  let failingFirst: Receiver;
  let hung: Receiver;

  beforeAll(async () => {
    [hung, failingFirst, good] = await Promise.all([
      startReceiver(hanging),
      startReceiver(failing),
      startReceiver(),
    ]);
    const webhooks = WebhooksModule.forRoot({
      // Those that misbehave come first.
      receivers: [hung, failingFirst, good].map(({ url }) => new URL(url)),
      secret: SECRET,
      publicUrl: new URL('https://nvr.example/clips/'),
    });
    app = await startClipsApp({ worker: false }, { work: true, others: [webhooks] });
  });
  afterAll(async () => {
    await Promise.all([hung, failingFirst, good].map((receiver) => receiver?.close()));
    await app?.close();
  });

  const messagesTo = (receiver: Receiver, eventId: number) =>
    receiver.received.filter(({ message }) => message.data['event_id'] === eventId);
  const typesOf = (eventId: number) => good.types(eventId).sort();

  it('are delivered once and signed, also beside a receiver that hangs', async () => {
    const id = await app.withClip();
    await eventually(() => good.types(id).length > 0);
    const { headers, body, message } = messagesTo(good, id)[0]!;
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const hmac = createHmac('sha256', SECRET).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${hmac}`);
    expect(message).toMatchObject({
      type: 'clip.completed',
      data: {
        ...{ event_id: id, status: 'completed', file_size_bytes: 6, poster_url: null },
        event_url: `https://nvr.example/clips/api/events/${id}`,
      },
    });
    await eventually(() => hung.types(id).length > 0);
    const next = await app.withClip();
    await eventually(() => good.types(next).length > 0);
    expect(good.types(id)).toEqual(['clip.completed']);
  });

  it('say once that a clip is stale, and again for another reason', async () => {
    const id = await app.withClip();
    await eventually(() => good.types(id).length === 1);
    const made = `UPDATE clips SET made_from = '["end:2026-01-03T10:00:00.000Z"]' WHERE event_id = $1`;
    await app.dataSource.query(made, [id]);
    const events = app.get(EventsService);
    const end = (second: number) =>
      events.update(id, { ended_at: new Date(STARTED.getTime() + second * 1000) });
    await end(0);
    await events.update(id, { label: 'person' });
    await end(1);
    await end(1);
    await end(0);
    await end(1);
    await end(2);
    await eventually(() => good.types(id).length === 3);
    expect(typesOf(id)).toEqual(['clip.completed', 'clip.stale', 'clip.stale']);
    const stale = messagesTo(good, id).find(({ message }) => message.type === 'clip.stale')!;
    expect(stale.message.data).toMatchObject({
      ...{ status: 'completed', stale: true, sha256: expect.any(String) },
      clip_url: expect.stringContaining(`/api/media/clips/${id}_clip.mp4`),
    });
  });

  it('say that a clip is stale after footage came late, and nothing while it is being made', async () => {
    const [waiting, pending] = [await app.withClip(), await app.withClip()];
    const incomplete = `UPDATE clips SET made_from = '[]', gaps = $2 WHERE event_id = $1`;
    const gap = [{ starts_at: STARTED.toISOString(), ends_at: STARTED.toISOString() }];
    for (const id of [waiting, pending]) {
      await app.dataSource.query(incomplete, [id, JSON.stringify(gap)]);
    }
    const running = `UPDATE clip_requests SET state = 'pending' WHERE event_id = $1`;
    await app.dataSource.query(running, [pending]);
    const [{ id }] = await app.dataSource.query<[{ id: number }]>(
      `INSERT INTO recordings (camera_id, file_path, started_at, ended_at, placed_by, facts)
       VALUES ('front', '/late.mp4', $1, $1::timestamptz + interval '9 s', 'given', '{}') RETURNING id`,
      [STARTED],
    );
    const recording = await app.dataSource.getRepository(Recording).findOneByOrFail({ id });
    await app.get(LateFootage).arrived([recording]);
    await app.get(LateFootage).arrived([recording]);
    await eventually(() => good.types(waiting).length === 2);
    expect(typesOf(waiting)).toEqual(['clip.completed', 'clip.stale']);
    expect(typesOf(pending)).toEqual(['clip.completed']);
  });

  it('say which clips failed and which were deleted, and nothing of what was rolled back', async () => {
    const [failed, deleted, kept] = [await app.event(), await app.withClip(), await app.withClip()];
    const failure = new ClipGenerationError('NO_SPACE', 'The disk is full.');
    await app.get(JobRequests).fail(failed, await app.request(failed), failure);
    const remove = (id: number, after: () => void = () => undefined) =>
      app.dataSource.transaction(async (manager) => {
        await app.get(ClipRemoval).remove([id], 'age', manager);
        after();
      });
    const failing = remove(kept, () => {
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await remove(deleted);
    await eventually(() => good.types(deleted).length === 2 && good.types(failed).length === 1);
    await eventually(() => good.types(kept).length > 0);
    expect(typesOf(deleted)).toEqual(['clip.completed', 'clip.deleted']);
    expect(typesOf(kept)).toEqual(['clip.completed']);
    expect(messagesTo(good, failed)[0]!.message).toMatchObject({
      type: 'clip.failed',
      data: { error_code: 'NO_SPACE', message: 'The disk is full.' },
    });
  });

  it('are delivered again, under the same id, until the receiver accepts them', async () => {
    failingFirst.answer(failing);
    const id = await app.withClip();
    await eventually(() => failingFirst.types(id).length > 0);
    failingFirst.answer(ok);
    await eventually(() => failingFirst.types(id).length === 2);
    const ids = messagesTo(failingFirst, id).map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).not.toBe(messagesTo(good, id)[0]!.headers['webhook-id']);
    expect(good.types(id)).toHaveLength(1);
  });

  it('link to the poster of the clip that they report, and to no earlier one', async () => {
    failingFirst.answer(failing);
    const [drawn, replaced] = [await app.withClip(), await app.withClip()];
    await eventually(
      () => failingFirst.types(drawn).length + failingFirst.types(replaced).length >= 2,
    );
    const poster = 'UPDATE clips SET has_poster = true WHERE event_id = $1';
    await app.dataSource.query(poster, [drawn]);
    await app.dataSource.query(`UPDATE clips SET sha256 = 'of another' WHERE event_id = $1`, [
      replaced,
    ]);
    await app.dataSource.query(poster, [replaced]);
    failingFirst.answer(ok);
    for (const [id, expected] of [
      [drawn, expect.stringMatching(new RegExp(`/api/media/posters/${drawn}\\.jpg`))],
      [replaced, null],
    ] as const) {
      await eventually(() => failingFirst.types(id).length > 1);
      expect(messagesTo(failingFirst, id).at(-1)!.message.data['poster_url']).toEqual(expected);
    }
  });

  it('wait in one queue for each receiver, whose name does not show its secret', async () => {
    const rows = await app.dataSource.query<{ name: string }[]>(
      `SELECT name FROM event_clips_jobs.queue WHERE name LIKE 'webhooks%'`,
    );
    expect(rows.map(({ name }) => /^webhooks-[\da-f]{16}$/.test(name))).toEqual([true, true, true]);
  });
});
