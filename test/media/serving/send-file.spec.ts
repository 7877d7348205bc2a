import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { open, truncate, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { LARGE, SendBuffers, SMALL } from '../../../src/media/serving/send-buffers.js';
import { sendFile } from '../../../src/media/serving/send-file.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { until } from './until.js';
import type { ReadNext } from '../../../src/media/storage/clip-storage.js';

const CONTENT = randomFillSync(Buffer.alloc(5 * LARGE + 12_345));

class CountedBuffers extends SendBuffers {
  lent = 0;

  override take(): Buffer | null {
    const buffer = super.take();
    if (buffer) this.lent++;
    return buffer;
  }

  override giveBack(buffer: Buffer): void {
    super.giveBack(buffer);
    this.lent--;
  }

  override drop(count: number): void {
    super.drop(count);
    this.lent -= count;
  }
}

/** Behind a bare server that answers `/{start}-{end}` with these bytes of one file. */
describe('sendFile', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let path: string;
  let server: Server;
  let buffers: CountedBuffers;
  let outcomes: unknown[];

  beforeAll(async () => {
    folder = await temporaryFolder();
    path = join(folder.path, 'file');
  });
  afterAll(() => folder.remove());

  beforeEach(async () => {
    await writeFile(path, CONTENT);
    buffers = new CountedBuffers();
    outcomes = [];
    server = createServer((request, response) => {
      const [start, end] = (request.url ?? '').slice(1).split('-').map(Number);
      const range = { start: start!, end: end! };
      response.setHeader('Content-Length', range.end - range.start + 1);
      const send = async () => {
        const handle = await open(path);
        let at = range.start;
        const read: ReadNext = async (buffer) => {
          const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
          at += bytesRead;
          return bytesRead;
        };
        const length = range.end - range.start + 1;
        await sendFile(read, length, response, buffers).finally(() => handle.close());
      };
      send().then(
        () => outcomes.push('done'),
        (error: unknown) => outcomes.push((error as Error).name),
      );
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    jest.restoreAllMocks();
    server.closeAllConnections();
    server.close();
  });

  const port = () => (server.address() as AddressInfo).port;

  async function ask(start: number, end: number): Promise<IncomingMessage> {
    const request = get({
      port: port(),
      host: '127.0.0.1',
      path: `/${start}-${end}`,
      agent: false,
    });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return response;
  }

  async function body(start: number, end: number): Promise<Buffer> {
    return Buffer.concat((await (await ask(start, end)).toArray()) as Buffer[]);
  }

  const wanted = (start: number, end: number) => CONTENT.subarray(start, end + 1);

  it.each([
    [0, 0],
    [7, SMALL + 5],
    [1, SMALL],
    [0, LARGE - 1],
    [3, LARGE + 3],
    [0, 2 * LARGE],
    [0, CONTENT.length - 1],
    [CONTENT.length - 1, CONTENT.length - 1],
  ])('sends bytes %d to %d', async (start, end) => {
    expect((await body(start, end)).equals(wanted(start, end))).toBe(true);
    await until(() => outcomes.length === 1);
    expect(outcomes).toEqual(['done']);
  });

  it('gives a slow client a small buffer', async () => {
    // Longer than what the system's buffers hold, of zeros.
    const length = 64 * 2 ** 20;
    await truncate(path, length);
    const response = await ask(0, length - 1);
    await until(() => buffers.lent > 0);
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + 1000);
    response.on('data', () => undefined);
    await until(() => buffers.lent === 0, 20);
    expect(outcomes).toEqual([]);
    response.destroy();
    await until(() => outcomes.length === 1);
  });

  it('sends the same bytes where no large buffer is left', async () => {
    while (buffers.take());
    expect((await body(1, CONTENT.length - 1)).equals(wanted(1, CONTENT.length - 1))).toBe(true);
  });

  it('sends no client the bytes of another one, even when clients go away', async () => {
    await Promise.all(
      Array.from({ length: 40 }, async (_, client) => {
        const [start, end] = [client * 1000, CONTENT.length - 1 - client];
        if (client % 4 > 0) {
          expect((await body(start, end)).equals(wanted(start, end))).toBe(true);
          return;
        }
        const response = await ask(start, end);
        response.on('error', () => undefined);
        if (client % 8 > 0) await once(response, 'data');
        response.destroy();
      }),
    );
    await until(() => outcomes.length === 40);
    expect(new Set(outcomes)).toEqual(new Set(['done']));
    expect(buffers.lent).toBe(0);
  });

  it.each([
    ['at once', 0],
    ['at its second piece', LARGE],
    ['later', 3 * LARGE],
  ])('ends the connection when the file ends too early (%s)', async (_, length) => {
    await truncate(path, length);
    const socket = connect(port(), '127.0.0.1');
    socket.write(`GET /0-${CONTENT.length - 1} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    const received = Buffer.concat((await socket.toArray()) as Buffer[]);
    expect(received.length).toBeLessThan(length + 1000);
    await until(() => outcomes.length === 1);
    expect(outcomes).toEqual(['FileCutShortError']);
    expect(buffers.lent).toBe(0);
  });
});
