import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import pg from 'pg';
import { createHome, type Home } from '../../support/home.js';
import { type Service, startService } from '../../support/service.js';

const STARTED = '2026-01-03T10:00:00Z';

interface Clip {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly inode: number;
}

describe('The ETag of a clip', () => {
  let home: Home;
  let service: Service;
  let eventId: number;
  let path: string;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home);
    const file_path = await home.video('plain.mp4', { seconds: 4 });
    const event = {
      camera_id: 'front',
      started_at: STARTED,
      video: { file_path, started_at: STARTED },
    };
    eventId = (await service.call<{ id: number }>('POST', '/api/events', event)).body.id;
    path = `/api/media/clips/${eventId}_clip.mp4`;
  });

  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  const get = (headers: Record<string, string> = {}) => fetch(service.origin + path, { headers });

  async function generate(end_offset_seconds: number): Promise<Clip> {
    const generate = `/api/events/${eventId}/clip/generate`;
    const { status } = await service.call('POST', generate, { end_offset_seconds, force: true });
    expect(status).toBe(201);
    const answer = await get();
    const bytes = Buffer.from(await answer.arrayBuffer());
    const { ino: inode } = await stat(home.clips(`${eventId}_clip.mp4`));
    return { bytes, etag: answer.headers.get('etag') ?? '', inode };
  }

  it('changes with the bytes, and with nothing else', async () => {
    const first = await generate(2);
    expect(first.etag).toBe(tagOf(first.bytes));

    const same = await generate(2);
    expect(same.inode).not.toBe(first.inode);
    expect(same.bytes.equals(first.bytes)).toBe(true);
    expect(same.etag).toBe(first.etag);
    expect((await get({ 'if-none-match': first.etag })).status).toBe(304);

    const other = await generate(3);
    expect(other.bytes.equals(first.bytes)).toBe(false);
    expect(other.etag).toBe(tagOf(other.bytes));
    const revalidated = await get({ 'if-none-match': first.etag });
    expect([revalidated.status, revalidated.headers.get('etag')]).toEqual([200, other.etag]);
    await revalidated.body?.cancel();
  });

  it('has a download that was begun before start again', async () => {
    const old = await generate(2);
    const rest = { range: 'bytes=100-', 'if-range': old.etag };
    const continued = await get(rest);
    expect(continued.status).toBe(206);
    expect(Buffer.from(await continued.arrayBuffer()).equals(old.bytes.subarray(100))).toBe(true);

    const current = await generate(3);
    const restarted = await get(rest);
    expect(restarted.status).toBe(200);
    expect(Buffer.from(await restarted.arrayBuffer()).equals(current.bytes)).toBe(true);
  });

  it('is the same after a restart, from the row of the clip', async () => {
    const { etag } = await generate(2);
    expect(await tagAfterRestart()).toBe(etag);
    // A value that only the row has shows that the file is not read again.
    await setRecordedHash('a'.repeat(64));
    expect(await tagAfterRestart()).toBe(`"${'a'.repeat(64)}"`);
  });

  it('is computed from the file where the row has no hash', async () => {
    const { etag } = await generate(2);
    await setRecordedHash('');
    expect(await tagAfterRestart()).toBe(etag);
  });

  async function tagAfterRestart(): Promise<string | null> {
    await service.stop();
    service = await startService(home);
    return (await fetch(service.origin + path, { method: 'HEAD' })).headers.get('etag');
  }

  async function setRecordedHash(sha256: string): Promise<void> {
    const client = new pg.Client(home.settings['DATABASE_URL']);
    await client.connect();
    await client.query('UPDATE clips SET sha256 = $2 WHERE event_id = $1', [eventId, sha256]);
    await client.end();
  }
});

function tagOf(bytes: Buffer): string {
  return `"${createHash('sha256').update(bytes).digest('hex')}"`;
}
