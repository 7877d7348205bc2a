import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { type CleanupApp, createSite, DAY, type Site, startCleanupApp } from './cleanup-app.js';
import { seed } from './seed.js';

/** Too large for the buffers of the sockets, so that the answer is still being read. */
const SIZE = 32 * 1024 * 1024;

describe('A download in progress', () => {
  let site: Site;
  let app: CleanupApp;

  beforeAll(async () => {
    site = await createSite();
    app = await startCleanupApp(site);
  });
  afterAll(async () => {
    await app.close();
    await site.remove();
  });

  it('finishes although its clip is removed', async () => {
    const startedAt = new Date(Date.now() - 40 * DAY);
    const [id] = await seed(app.dataSource, site, [{ startedAt, clip: {} }]);
    const name = `${id}_clip.mp4`;
    const content = Buffer.alloc(SIZE, 7);
    await writeFile(site.clips(name), content);

    const url = `${app.origin}/api/media/clips/${name}`;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request(url, resolve).on('error', reject).end();
    });
    expect((await app.cleanup.run()).reasons.age).toMatchObject({ files: 1, bytes: SIZE });
    expect((await fetch(url)).status).toBe(404);
    expect(await site.files()).toEqual([]);

    const body = Buffer.concat((await response.toArray()) as Buffer[]);
    expect(body.equals(content)).toBe(true);
  });
});
