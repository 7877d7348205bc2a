import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import type { ErrorBody } from '../../../src/common/http/error-body.dto.js';
import { eventually } from '../../support/eventually.js';
import { createHome, type Home } from '../../support/home.js';
import { readClip } from '../../support/read-clip.js';
import { type Service, startService } from '../../support/service.js';

const STARTED = '2026-01-03T10:00:00.000Z';
const WAIT = { prefer: 'wait=60' };
const NAMES = ['h264', 'small', 'notify', 'chat', 'timelapse', 'gif'];

describe('The renditions of a clip', () => {
  let home: Home;
  let service: Service;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, {
      RENDITIONS_IN_ADVANCE: 'timelapse',
      RENDITION_NOTIFY_MAX_BYTES: '100000',
    });
    const file_path = await home.video('yard.mp4', { seconds: 8, size: '1280x722' });
    await service.recording({ camera_id: 'yard', file_path, started_at: STARTED });
  });
  afterAll(async () => {
    await service?.stop();
    await home?.remove();
  });

  async function withClip(body: object = {}): Promise<number> {
    const id = await service.event({ camera_id: 'yard', started_at: STARTED });
    const window = { start_offset_seconds: 1, end_offset_seconds: 7 };
    expect(await service.generate(id, { ...window, ...body })).toMatchObject({ status: 201 });
    return id;
  }
  const urlOf = (id: number, name: string) => `/api/media/clips/${id}_clip.mp4?rendition=${name}`;
  async function made(id: number, name: string) {
    const answer = await service.call('HEAD', urlOf(id, name), undefined, WAIT);
    expect(answer.status).toBe(200);
    return answer;
  }
  const filesOf = async (id: number) =>
    (await readdir(home.clips(''))).filter((name) => name.startsWith(`${id}_`)).sort();

  it('are listed with the clip, where it is not one itself, and not in lists of events', async () => {
    const id = await withClip();
    const { rendition_urls } = await service.info(id);
    const names = NAMES.filter((name) => name !== 'h264');
    expect(rendition_urls).toEqual(
      Object.fromEntries(names.map((name) => [name, urlOf(id, name)])),
    );
    const { body } = await service.call('GET', `/api/events/${id}`);
    expect(body).toMatchObject({ clip: { status: 'completed', rendition_urls: null } });
  });

  it('have the size and the bytes that their names stand for', async () => {
    const id = await withClip();
    const clip = await readClip(service, urlOf(id, 'h264'));
    for (const name of ['small', 'notify', 'gif']) await made(id, name);
    const small = await readClip(service, urlOf(id, 'small'));
    expect([small.width, small.height, small.numbers]).toEqual([1276, 720, clip.numbers]);
    const notify = await service.download(urlOf(id, 'notify'));
    expect(notify.length).toBeLessThanOrEqual(100_000);
    const gif = await service.download(urlOf(id, 'gif'));
    expect(gif.subarray(0, 6).toString('latin1')).toBe('GIF89a');
    expect((await made(id, 'gif')).headers.get('content-type')).toBe('image/gif');
  });

  it('are made in advance where the settings say so, and removed with the clip', async () => {
    const id = await withClip();
    await eventually(async () => (await filesOf(id)).includes(`${id}_timelapse.mp4`));
    expect(await service.call('HEAD', urlOf(id, 'timelapse'))).toMatchObject({ status: 200 });
    await service.call('DELETE', `/api/events/${id}/clip`);
    await eventually(async () => (await filesOf(id)).length === 0);
  });

  it('of an unknown name are refused, with the names that there are', async () => {
    const answer = await service.call<ErrorBody>('GET', urlOf(1, 'tiny'));
    expect(answer).toMatchObject({ status: 400, body: { code: 'UNKNOWN_RENDITION' } });
    expect(answer.body?.message).toContain(NAMES.join(', '));
  });
});
