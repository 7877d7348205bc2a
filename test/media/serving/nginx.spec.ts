import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { utimes, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { startMediaServer } from './media-server.js';
import { deployedServer, type Nginx, nginxThere, startNginx } from '../../support/nginx.js';

if (!nginxThere) console.warn('nginx is not installed: serving is not compared with it.');

const CONTENT = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));
const MODIFIED = new Date('2026-01-03T10:30:00Z');
const DATE = MODIFIED.toUTCString();
const [EARLIER, LATER] = [-1000, 1000].map((ms) => new Date(MODIFIED.getTime() + ms).toUTCString());
/** Stands for the tag that the server has given. */
const TAG = '<tag>';

type Question = Record<string, string>;

/** What both answer in the same way, header by header. */
const ALIKE: [string, Question, method?: string][] = [
  ['nothing special', {}],
  ['HEAD', {}, 'HEAD'],
  ['the first byte', { range: 'bytes=0-0' }],
  ['the last byte', { range: 'bytes=999-999' }],
  ['a range', { range: 'bytes=10-19' }],
  ['all as a range', { range: 'bytes=0-999' }],
  ['an open range', { range: 'bytes=990-' }],
  ['an open range from the start', { range: 'bytes=0-' }],
  ['a range over the end', { range: 'bytes=500-5000' }],
  ['a range over the end of integers', { range: 'bytes=500-999999999999999999' }],
  ['a suffix', { range: 'bytes=-10' }],
  ['a suffix of one', { range: 'bytes=-1' }],
  ['a suffix longer than the file', { range: 'bytes=-5000' }],
  ['an empty suffix', { range: 'bytes=-0' }],
  ['a range at the end', { range: 'bytes=1000-' }],
  ['a range beyond the end', { range: 'bytes=2000-3000' }],
  ['another unit', { range: 'lines=0-1' }],
  ['a unit in capitals', { range: 'BYTES=0-1' }],
  ['a range of zeros in front', { range: 'bytes=0000-0009' }],
  ['an empty If-Range', { range: 'bytes=0-9', 'if-range': '""' }],
  ['If-Range with the tag', { range: 'bytes=0-9', 'if-range': TAG }],
  ['If-Range with the weak tag', { range: 'bytes=0-9', 'if-range': `W/${TAG}` }],
  ['If-Range with another tag', { range: 'bytes=0-9', 'if-range': '"x"' }],
  ['If-Range with the date', { range: 'bytes=0-9', 'if-range': DATE }],
  ['If-Range with an earlier date', { range: 'bytes=0-9', 'if-range': EARLIER! }],
  ['If-Range with a later date', { range: 'bytes=0-9', 'if-range': LATER! }],
  ['If-Range beyond the end', { range: 'bytes=1000-', 'if-range': TAG }],
  ['If-Range that fails beyond the end', { range: 'bytes=1000-', 'if-range': '"x"' }],
  ['If-Range without a range', { 'if-range': '"x"' }],
  ['If-None-Match with the tag', { 'if-none-match': TAG }],
  ['If-None-Match with the weak tag', { 'if-none-match': `W/${TAG}` }],
  ['If-None-Match in a list', { 'if-none-match': `"x", ${TAG}` }],
  ['If-None-Match with a star', { 'if-none-match': '*' }],
  ['If-None-Match with others', { 'if-none-match': '"x", "y"' }],
  ['If-None-Match to HEAD', { 'if-none-match': TAG }, 'HEAD'],
  ['If-None-Match before a range', { 'if-none-match': TAG, range: 'bytes=0-9' }],
  ['If-None-Match before a range beyond the end', { 'if-none-match': TAG, range: 'bytes=1000-' }],
  ['If-None-Match with others and a range', { 'if-none-match': '"x"', range: 'bytes=0-9' }],
  ['If-Modified-Since the same', { 'if-modified-since': DATE }],
  ['If-Modified-Since earlier', { 'if-modified-since': EARLIER! }],
  ['If-Modified-Since later', { 'if-modified-since': LATER! }],
  ['If-Modified-Since nonsense', { 'if-modified-since': 'yesterday' }],
  ['If-Match with the tag', { 'if-match': TAG }],
  ['If-Match with a star', { 'if-match': '*' }],
  ['If-Match with the weak tag', { 'if-match': `W/${TAG}` }],
  ['If-Match with another', { 'if-match': '"x"' }],
  ['If-Match in a list', { 'if-match': `"x", ${TAG}` }],
  ['If-Match and a range', { 'if-match': TAG, range: 'bytes=0-9' }],
  ['If-Match that fails before If-None-Match', { 'if-match': '"x"', 'if-none-match': TAG }],
  ['If-Unmodified-Since the same', { 'if-unmodified-since': DATE }],
  ['If-Unmodified-Since earlier', { 'if-unmodified-since': EARLIER! }],
  ['If-Unmodified-Since later', { 'if-unmodified-since': LATER! }],
  ['If-Unmodified-Since earlier to HEAD', { 'if-unmodified-since': EARLIER! }, 'HEAD'],
];

/** Where the two differ, and RFC 9110 permits ours: our status, and nginx's. */
const DIFFERENT: [string, number, number, Question, method?: string][] = [
  // Players never request several ranges; the whole file is always a right answer (14.2).
  ['several ranges', 200, 206, { range: 'bytes=0-1,5-6' }],
  ['overlapping ranges', 200, 206, { range: 'bytes=0-10,5-20' }],
  // A malformed range may be ignored or refused (14.2).
  ['a malformed range', 200, 416, { range: 'bytes=x' }],
  ['spaces inside a range', 200, 206, { range: 'bytes= 10 - 19' }],
  ['a reversed range', 200, 416, { range: 'bytes=5-2' }],
  // Ranges have a meaning for GET only (14.2).
  ['a range to HEAD', 200, 206, { range: 'bytes=0-9' }, 'HEAD'],
  // If-None-Match takes precedence over If-Modified-Since (13.2.2).
  [
    'If-None-Match with the tag, modified',
    304,
    200,
    { 'if-none-match': TAG, 'if-modified-since': EARLIER! },
  ],
  // And so does If-Match over If-Unmodified-Since.
  [
    'If-Match with the tag, modified',
    200,
    412,
    { 'if-match': TAG, 'if-unmodified-since': EARLIER! },
  ],
];

(nginxThere ? describe : describe.skip)('Compared with nginx, the service', () => {
  let media: Awaited<ReturnType<typeof startMediaServer>>;
  let nginx: Nginx;
  /** Behind nginx, which sends the bytes itself. */
  let accelerated: Awaited<ReturnType<typeof startMediaServer>>;
  let front: Nginx;

  beforeAll(async () => {
    media = await startMediaServer();
    accelerated = await startMediaServer({ accelRedirect: '/internal/clips' });
    for (const { put, clips } of [media, accelerated]) {
      await put('7_clip.mp4', CONTENT);
      await utimes(join(clips, '7_clip.mp4'), MODIFIED, MODIFIED);
      await writeFile(join(clips, 'posters/7.jpg'), CONTENT);
    }
    nginx = await startNginx(
      `if_modified_since before; location /api/media/clips/ { alias ${media.clips}/; }`,
    );
    front = await startNginx(await deployedServer(accelerated.port, accelerated.clips));
  }, 60_000);
  afterAll(async () => {
    await Promise.all([nginx?.stop(), front?.stop()]);
    await Promise.all([media?.close(), accelerated?.close()]);
  });

  async function both(question: Question, method?: string, ports = [media.port, nginx.port]) {
    const [ours, theirs] = await Promise.all(
      ports.map(async (port) => {
        const { headers } = await ask(port, {}, 'HEAD');
        const asked = Object.entries(question).map(([name, value]) => [
          name,
          value.replace(TAG, headers.etag ?? ''),
        ]);
        return ask(port, Object.fromEntries(asked) as Question, method);
      }),
    );
    return { ours: ours!, theirs: theirs! };
  }

  it.each(ALIKE)('gives the same answer to %s', async (_, question, method = 'GET') => {
    const { ours, theirs } = await both(question, method);
    expect(comparable(ours)).toEqual(comparable(theirs));
  });

  it.each(DIFFERENT)('%s: %d, and nginx %d', async (_, own, other, question, method = 'GET') => {
    const { ours, theirs } = await both(question, method);
    expect([ours.status, theirs.status]).toEqual([own, other]);
    if (own === 200 && method !== 'HEAD') expect(ours.body).toEqual(CONTENT);
  });

  describe('that has nginx in front to send the bytes', () => {
    it.each(ALIKE)('gives the same answer to %s', async (_, question, method = 'GET') => {
      const { ours, theirs } = await both(question, method, [front.port, nginx.port]);
      expect(comparable(ours)).toEqual(comparable(theirs));
    });

    it('keeps its headers, and does not reveal where the file lies', async () => {
      accelerated.titles.use(() => Promise.resolve('Garage – 10:30'));
      const { headers, body } = await ask(front.port, {}, 'GET', '?download=1');
      expect(body).toEqual(CONTENT);
      expect(headers).toMatchObject({
        'content-type': 'video/mp4',
        'cache-control': 'private, no-cache',
        'x-content-type-options': 'nosniff',
      });
      expect(headers['content-disposition']).toMatch(
        /^attachment; filename="Garage . 10 30\.mp4"; filename\*=/,
      );
      expect(headers).not.toHaveProperty('x-accel-redirect');
    });

    it('has posters sent as well, and nothing else', async () => {
      const get = async (path: string) => (await fetch(front.origin + path)).status;
      expect(await get('/api/media/posters/7.jpg')).toBe(200);
      expect(await get('/internal/clips/7_clip.mp4')).toBe(404);
      expect(await get('/api/media/clips/8_clip.mp4')).toBe(404);
      expect(await get('/api/media/clips/..%2fclips%2f7_clip.mp4')).toBe(404);
    });
  });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

function ask(port: number, headers: Question, method = 'GET', query = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const path = `/api/media/clips/7_clip.mp4${query}`;
    request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      response.toArray().then(
        (chunks) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks as Buffer[]),
          }),
        reject,
      );
    })
      .on('error', reject)
      .end();
  });
}

const OF_RANGES = ['content-length', 'content-type', 'last-modified', 'content-range'];

/** Tags are each server's own, and so is the text of an error. */
function comparable({ status, headers, body }: Answer) {
  const ofError = status === 416 ? ['content-range'] : [];
  const ofFile = status === 200 ? [...OF_RANGES, 'accept-ranges'] : OF_RANGES;
  const names = status === 304 ? ['last-modified'] : status < 300 ? ofFile : ofError;
  return {
    status,
    strongTag: status < 400 && /^"[^"]+"$/.test(headers.etag ?? ''),
    ...Object.fromEntries(names.map((name) => [name, headers[name]])),
    ...(status < 400 && { body: body.toString('hex') }),
  };
}
