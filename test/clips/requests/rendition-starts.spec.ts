import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RENDITION_QUEUE } from '../../../src/clips/model/rendition-job.js';
import { RenditionRequests } from '../../../src/clips/requests/rendition-requests.js';
import { JobQueue } from '../../../src/jobs/job-queue.js';
import { type ClipsApp, startClipsApp } from '../clips-app.js';
import { asKey } from './as-key.js';

const [MANY, FEW] = [Buffer.alloc(32, 3), Buffer.alloc(32, 4)];

describe('The start of a rendition', () => {
  let app: ClipsApp;
  let ids: number[];

  beforeAll(async () => {
    app = await startClipsApp({ startsPerMinute: 2 });
    ids = [await app.withClip(), await app.withClip(), await app.withClip()];
    await app.dataSource.query(`UPDATE clips SET codecs = 'hvc1.1.6.L93.B0'`);
  });
  afterAll(() => app?.close());

  const request = (eventId: number) =>
    app.get(RenditionRequests).request({
      ...{ clip: { eventId, format: 'mp4' }, name: 'h264', version: null, waitMs: 0, lost: null },
      signal: new AbortController().signal,
    });
  const queued = async () => (await app.get(JobQueue).statistics(RENDITION_QUEUE)).queued;

  it('is refused for a key that has started as many within a minute as it may, and no other', async () => {
    const [first, second, third] = ids as [number, number, number];
    for (const id of [first, second]) {
      expect(await asKey(MANY, () => request(id))).toMatchObject({ status: 'pending' });
    }
    // One that is being made is no start.
    expect(await asKey(MANY, () => request(first))).toMatchObject({ status: 'pending' });
    const refused = asKey(MANY, () => request(third));
    await expect(refused).rejects.toMatchObject({
      ...{ code: 'TOO_MANY_STARTS', status: 429, retryAfterSeconds: expect.any(Number) },
    });
    expect([await queued(), await app.row('clip_renditions', third)]).toEqual([2, null]);
    expect(await asKey(FEW, () => request(third))).toMatchObject({ status: 'pending' });
    expect(await queued()).toBe(3);
  });
});
