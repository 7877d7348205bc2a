import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { eventually } from '../../support/eventually.js';
import { createHome, type Home } from '../../support/home.js';
import { type Service, startService } from '../../support/service.js';

const READERS = 2000;
/** Fewer, because the buffers of the system take megabytes for each. */
const STALLED = 500;
const MEGABYTE = 2 ** 20;
const CLIP = '/api/media/clips/1_clip.mp4';

/** A clip of 64 MB from the built program on loopback, for many readers at once. */
describe('Thousands of readers', () => {
  let home: Home;
  let service: Service;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home);
    await writeFile(home.clips('1_clip.mp4'), '');
    await truncate(home.clips('1_clip.mp4'), 64 * MEGABYTE);
  });
  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  async function memory(): Promise<number> {
    const status = await readFile(`/proc/${service.pid}/status`, 'utf8');
    return (Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024) / MEGABYTE;
  }

  const descriptors = async () => (await readdir(`/proc/${service.pid}/fd`)).length;

  it('get their ranges with limited memory', async () => {
    const [before, open] = [await memory(), await descriptors()];
    let peak = 0;
    const watch = setInterval(() => void memory().then((now) => (peak = Math.max(peak, now))), 50);
    const lengths = await Promise.all(
      Array.from({ length: READERS }, async (_, reader) => {
        const start = (reader * 30_011) % (63 * MEGABYTE);
        const response = await get({ range: `bytes=${start}-${start + MEGABYTE / 4 - 1}` });
        let length = 0;
        for await (const chunk of response) length += (chunk as Buffer).length;
        return [response.statusCode, length];
      }),
    );
    clearInterval(watch);
    expect(lengths).toEqual(Array(READERS).fill([206, MEGABYTE / 4]));
    console.log(`${READERS} ranges at once: ${Math.round(peak - before)} MB more at the peak`);
    expect(peak - before).toBeLessThan(350);
    await eventually(async () => (await descriptors()) <= open + 2);
  });

  it('that read nothing use limited memory, and delay no other client', async () => {
    const [before, open] = [await memory(), await descriptors()];
    const { hostname, port } = new URL(service.origin);
    const stalled = await Promise.all(
      Array.from({ length: STALLED }, async (): Promise<Socket> => {
        const socket = connect(Number(port), hostname);
        socket.on('error', () => undefined);
        await once(socket, 'connect');
        socket.pause();
        socket.write(`GET ${CLIP} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
        return socket;
      }),
    );
    await eventually(async () => (await descriptors()) >= open + 2 * STALLED, 60_000);
    const grown = (await memory()) - before;
    console.log(`${STALLED} stalled readers: ${Math.round(grown)} MB more`);
    // 64 KiB for each, and 32 MiB that all share.
    expect(grown).toBeLessThan(100);

    // Others are served meanwhile, and slow headers delay no other client either.
    const trickling = connect(Number(port), hostname, () => trickling.write('GET / HTTP/1.1\r\nX'));
    const response = await get({});
    let length = 0;
    for await (const chunk of response) length += (chunk as Buffer).length;
    expect(length).toBe(64 * MEGABYTE);
    expect((await service.call('GET', '/health/ready')).status).toBe(200);
    trickling.destroy();

    for (const socket of stalled) socket.destroy();
    await eventually(async () => (await descriptors()) <= open + 10, 60_000);
  }, 240_000);

  function get(headers: Record<string, string>): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      request(service.origin + CLIP, { headers, agent: false }, resolve)
        .on('error', reject)
        .end();
    });
  }
});
