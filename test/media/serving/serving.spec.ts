import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readlink, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startMediaServer, type Answer } from './media-server.js';
import { until } from './until.js';
import { MemoryClipStorage } from '../../../src/media/storage/testing/memory-clip-storage.js';

const CONTENT = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));
const URL = '/api/media/clips/7_clip.mp4';
const MEGABYTE = 2 ** 20;

describe('/api/media/clips/{filename}', () => {
  let media: Awaited<ReturnType<typeof startMediaServer>>;

  beforeAll(async () => {
    media = await startMediaServer();
  });
  afterAll(() => media.close());
  beforeEach(() => media.put('7_clip.mp4', CONTENT));

  async function openClips(): Promise<number> {
    const descriptors = await readdir('/proc/self/fd');
    const targets = await Promise.all(
      descriptors.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
    );
    return targets.filter((target) => target.startsWith(media.clips)).length;
  }

  it('serves the file with all headers that a player and a cache need', async () => {
    await utimes(join(media.clips, '7_clip.mp4'), 1_767_436_200, 1_767_436_200.5);
    const { status, headers, body } = await media.ask(URL);
    expect({ status, body }).toEqual({ status: 200, body: CONTENT });
    expect(headers).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': '1000',
      'accept-ranges': 'bytes',
      'last-modified': 'Sat, 03 Jan 2026 10:30:00 GMT',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    });
    expect(headers.etag).toBe(`"${createHash('sha256').update(CONTENT).digest('hex')}"`);
    expect(headers).not.toHaveProperty('content-disposition');
  });

  it('calls a GIF a GIF', async () => {
    await media.put('8_clip.gif', CONTENT);
    const { headers } = await media.ask('/api/media/clips/8_clip.gif');
    expect(headers['content-type']).toBe('image/gif');
  });

  it('gives HEAD the same headers, without the bytes', async () => {
    const get = await media.ask(URL);
    for (const headers of [{}, { range: 'bytes=0-9' }]) {
      const head = await media.ask(URL, headers, 'HEAD');
      expect(head.status).toBe(200);
      expect(head.body).toHaveLength(0);
      expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' });
    }
  });

  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=10-19', 10, 19],
    ['bytes=990-', 990, 999],
    ['bytes=-10', 990, 999],
    ['bytes=-5000', 0, 999],
    ['bytes=500-5000', 500, 999],
  ])('serves %s', async (range, start, end) => {
    const { status, headers, body } = await media.ask(URL, { range });
    expect(status).toBe(206);
    expect(headers).toMatchObject({
      'content-range': `bytes ${start}-${end}/1000`,
      'content-length': String(end - start + 1),
      'content-type': 'video/mp4',
    });
    expect(body).toEqual(CONTENT.subarray(start, end + 1));
  });

  it.each(['bytes=0-1,5-6', 'bytes=x', 'lines=0-1'])(
    'serves the whole file for %s',
    async (range) => {
      const { status, headers, body } = await media.ask(URL, { range });
      expect({ status, body }).toEqual({ status: 200, body: CONTENT });
      expect(headers).not.toHaveProperty('content-range');
    },
  );

  it('says how long the file is when the range begins after its end', async () => {
    const { status, headers, body } = await media.ask(URL, { range: 'bytes=1000-' });
    expect(status).toBe(416);
    expect(headers['content-range']).toBe('bytes */1000');
    expect(JSON.parse(body.toString())).toMatchObject({
      statusCode: 416,
      code: 'RANGE_NOT_SATISFIABLE',
    });
  });

  it('answers 304 and 412 by the validators it gave', async () => {
    const { etag = '', 'last-modified': lastModified = '' } = (await media.ask(URL)).headers;
    for (const condition of [{ 'if-none-match': etag }, { 'if-modified-since': lastModified }]) {
      const { status, headers, body } = await media.ask(URL, condition);
      expect({ status, etag: headers.etag, length: body.length }).toEqual({
        status: 304,
        etag,
        length: 0,
      });
    }
    const refused = await media.ask(`${URL}?download=1`, { 'if-match': '"other"' });
    expect(refused.status).toBe(412);
    expect(refused.headers['content-type']).toMatch('application/json');
    expect(JSON.parse(refused.body.toString())).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('gives a replaced clip another tag, so that a continued download starts over', async () => {
    const { etag = '' } = (await media.ask(URL)).headers;
    const rest = { range: 'bytes=500-', 'if-range': etag };
    expect((await media.ask(URL, rest)).status).toBe(206);
    await media.put('7_clip.mp4', Buffer.alloc(1000));
    const { status, headers, body } = await media.ask(URL, rest);
    expect({ status, body }).toEqual({ status: 200, body: Buffer.alloc(1000) });
    expect(headers.etag).not.toBe(etag);
  });

  it('sends the old bytes to the end when the clip is replaced or deleted meanwhile', async () => {
    const size = 16 * MEGABYTE;
    await media.put('9_clip.mp4', size);
    const response = await media.open('/api/media/clips/9_clip.mp4');
    await media.put('9_clip.mp4', Buffer.alloc(size, 1));
    await rm(join(media.clips, '9_clip.mp4'));
    const body = Buffer.concat((await response.toArray()) as Buffer[]);
    expect(body.equals(Buffer.alloc(size))).toBe(true);
  });

  it.each([
    '8_clip.mp4',
    '0_clip.mp4',
    '07_clip.mp4',
    '2147483648_clip.mp4',
    '7_clip.MP4',
    '7_clip.mp4.tmp',
    '7_clip.txt',
    '.tmp',
    'posters',
    '..',
    '%2e%2e',
    '..%2f7_clip.mp4',
    '%2Fetc%2Fpasswd',
    '7_clip.mp4%0A',
    'constructor',
  ])('has nothing at %s', async (name) => {
    const { status, body } = await media.ask(`/api/media/clips/${name}`);
    expect(status).toBe(404);
    expect(body.toString()).not.toContain(media.clips);
  });

  it('answers in the shape of the contract that there is no clip', async () => {
    expect(JSON.parse((await media.ask('/api/media/clips/8_clip.mp4')).body.toString())).toEqual({
      statusCode: 404,
      error: 'Not Found',
      code: 'CLIP_NOT_FOUND',
      message: 'There is no such clip.',
    });
  });

  it('follows no link, and opens no folder or socket', async () => {
    await writeFile(join(media.clips, 'canary'), 'x');
    await symlink('canary', join(media.clips, '11_clip.mp4'));
    await mkdir(join(media.clips, '12_clip.mp4'));
    const socket = await listen(join(media.clips, '13_clip.mp4'));
    const ids = [11, 12, 13];
    const answers = await Promise.all(
      ids.map((id) => media.ask(`/api/media/clips/${id}_clip.mp4`)),
    );
    socket.close();
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  describe('With a storage that is no folder', () => {
    it.each([
      ['serves a clip', URL, {}, 200],
      ['serves a range', URL, { range: 'bytes=10-19' }, 206],
      ['serves a poster', '/api/media/posters/7.jpg', {}, 200],
      ['has no other clip', '/api/media/clips/8_clip.mp4', {}, 404],
    ])('%s', async (_, path, headers, status) => {
      const elsewhere = await startMediaServer({ clipStorage: new MemoryClipStorage() });
      try {
        await elsewhere.put('7_clip.mp4', CONTENT);
        await elsewhere.put('posters/7.jpg', CONTENT);
        await media.put('posters/7.jpg', CONTENT);
        const [theirs, ours] = [await elsewhere.ask(path, headers), await media.ask(path, headers)];
        const comparable = ({ status, headers, body }: Answer) => ({
          ...{ status, body, etag: headers.etag, range: headers['content-range'] },
        });
        expect(theirs.status).toBe(status);
        expect(comparable(theirs)).toEqual(comparable(ours));
      } finally {
        await elsewhere.close();
      }
    });

    it('sends clients to the address that the storage has for the file', async () => {
      const clipStorage = new MemoryClipStorage('https://clips.example/signed');
      const elsewhere = await startMediaServer({ clipStorage });
      try {
        await elsewhere.put('7_clip.mp4', CONTENT);
        const { status, headers, body } = await elsewhere.ask(URL);
        expect({ status, length: body.length }).toEqual({ status: 302, length: 0 });
        expect(headers.location).toBe('https://clips.example/signed/7_clip.mp4');
        expect((await elsewhere.ask('/api/media/clips/8_clip.mp4')).status).toBe(404);
      } finally {
        await elsewhere.close();
      }
    });
  });

  describe('Downloads', () => {
    const disposition = async (query: string, fileName = '7_clip.mp4') =>
      (await media.ask(`/api/media/clips/${fileName}${query}`)).headers['content-disposition'];

    it('keep the name of the file where no title is known', async () => {
      expect(await disposition('?download=1')).toBe('attachment; filename=7_clip.mp4');
      expect(await disposition('?download=0')).toBeUndefined();
    });

    it.each([
      ['door 2026-01-03 10.30.00', 'filename="door 2026-01-03 10.30.00.mp4"'],
      ['Süd', `filename="S?d.mp4"; filename*=UTF-8''S%C3%BCd.mp4`],
      ['正門', `filename="??.mp4"; filename*=UTF-8''%E6%AD%A3%E9%96%80.mp4`],
      ['x"\r\nX-Evil: 1', 'filename="x X-Evil 1.mp4"'],
      ['../..', 'filename=7_clip.mp4'],
    ])('are named %j', async (title, expected) => {
      media.titles.use((eventId) => Promise.resolve(eventId === 7 ? title : null));
      const header = await disposition('?download=1');
      expect(header).toBe(`attachment; ${expected}`);
    });

    it('keep the name of the file where the title cannot be read', async () => {
      media.titles.use(() => Promise.reject(new Error('database away')));
      const { status, headers, body } = await media.ask(`${URL}?download=1`, {
        range: 'bytes=0-9',
      });
      expect({ status, length: body.length }).toEqual({ status: 206, length: 10 });
      expect(headers['content-disposition']).toBe('attachment; filename=7_clip.mp4');
      expect(headers['content-type']).toBe('video/mp4');
    });
  });

  it.each([
    ['a clip', '7_clip.mp4', `${URL}?version=0123456789abcdef`],
    ['a rendition', '7_h264.mp4', `${URL}?rendition=h264`],
  ])('leaves no open file of %s whose content cannot be read', async (_, fileName, url) => {
    await media.put(fileName, CONTENT);
    media.renditions.use(() => Promise.resolve({ status: 'completed', fileName, sha256: 'x' }));
    const open = media.storage.open.bind(media.storage);
    // It keeps the files: the garbage collector would close what nothing refers to.
    const opened = jest.spyOn(media.storage, 'open').mockImplementation(async (name) => {
      const contentTag = () => Promise.reject(new Error('EIO: i/o error, read'));
      return { ...(await open(name))!, contentTag };
    });
    try {
      expect((await media.ask(url)).status).toBe(500);
      expect(opened).toHaveBeenCalledWith(fileName);
      await until(async () => (await openClips()) === 0);
    } finally {
      opened.mockRestore();
    }
  });

  describe('Clients that misbehave', () => {
    const BIG = '/api/media/clips/10_clip.mp4';
    beforeAll(async () => {
      // The spy keeps what was opened: the garbage collector would close what nothing refers to.
      jest.spyOn(media.storage, 'open');
      await media.put('10_clip.mp4', 64 * MEGABYTE);
    });
    afterAll(() => void jest.restoreAllMocks());

    it('leave no open file when they go away, whatever they requested', async () => {
      for (let round = 0; round < 10; round++) {
        const response = await media.open(BIG, round % 2 ? { range: 'bytes=5-' } : {});
        if (round % 3) await new Promise((data) => response.once('data', data));
        response.destroy();
      }
      await until(async () => (await openClips()) === 0);
      expect((await media.ask(URL)).status).toBe(200);
    });

    it('leave no open file when they get no bytes', async () => {
      await media.ask(BIG, {}, 'HEAD');
      await media.ask(BIG, { range: 'bytes=-0' });
      await media.ask(BIG, { 'if-none-match': '*' });
      await media.ask(BIG, { 'if-match': '"x"' });
      await until(async () => (await openClips()) === 0);
    });

    it('have one file open at a time, however much they request at once', async () => {
      const question = `GET ${BIG} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
      const client = connect(media.port, '127.0.0.1').on('error', () => undefined);
      client.pause().write(question.repeat(50));
      await until(async () => (await openClips()) === 1);
      // Answered after those before it, so by then all of them have been looked at.
      await media.ask(URL);
      expect(await openClips()).toBe(1);
      client.resetAndDestroy();
      await until(async () => (await openClips()) === 0);
    });

    it('are answered in the order of their requests', async () => {
      const question = (end: string) =>
        `GET ${URL} HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-9\r\n${end}\r\n`;
      const client = connect(media.port, '127.0.0.1');
      client.write(question('').repeat(20) + question('Connection: close\r\n'));
      const answers = Buffer.concat((await client.toArray()) as Buffer[]).toString('latin1');
      expect(answers.split('HTTP/1.1 206').length - 1).toBe(21);
      expect(answers.split(CONTENT.toString('latin1', 0, 10)).length - 1).toBe(21);
    });

    it('are disconnected when they read nothing', async () => {
      const impatient = await startMediaServer({ stalledAfterSeconds: 0.2 });
      try {
        await impatient.put('10_clip.mp4', 64 * MEGABYTE);
        const stalled = await impatient.open(BIG);
        stalled.on('error', () => undefined).pause();
        const connections = promisify(impatient.server.getConnections.bind(impatient.server));
        await until(async () => (await connections()) === 0);
      } finally {
        await impatient.close();
      }
    });

    it('take no memory when they do not read', async () => {
      const accepted = new Promise<Socket>((socket) => media.server.once('connection', socket));
      const stalled = await media.open(BIG);
      stalled.pause();
      const socket = await accepted;
      // While another client gets everything, this one gets what the system's buffers hold.
      const other = await media.open(BIG);
      let bytes = 0;
      for await (const chunk of other) bytes += (chunk as Buffer).length;
      expect(bytes).toBe(64 * MEGABYTE);
      expect(socket.bytesWritten).toBeLessThan(24 * MEGABYTE);
      expect(socket.writableLength).toBeLessThan(MEGABYTE);
      stalled.destroy();
      await until(async () => (await openClips()) === 0);
    });
  });
});

function listen(path: string): Promise<Server> {
  const server = createServer();
  return new Promise((listening) => server.listen(path, () => listening(server)));
}
