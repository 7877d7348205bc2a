import { Test } from '@nestjs/testing';
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClipRecords } from '../../../src/media/storage/clip-records.js';
import { ClipStorage } from '../../../src/media/storage/clip-storage.js';
import { sha256Of } from '../../../src/media/storage/sha256.js';
import { WorkFolder } from '../../../src/media/storage/work-folder.js';
import { Renditions } from '../../../src/media/serving/renditions.js';
import { ClipTitles } from '../../../src/media/serving/clip-titles.js';
import { FfmpegModule } from '../../../src/ffmpeg/ffmpeg.module.js';
import type { MediaModuleOptions } from '../../../src/media/media.module-definition.js';
import { MediaModule } from '../../../src/media/media.module.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** The media module alone, as a host application sees it, on a port of its own. */
export async function startMediaServer(options: Partial<MediaModuleOptions> = {}) {
  const folder = await temporaryFolder();
  const clips = join(folder.path, 'clips');
  const testing = await Test.createTestingModule({
    imports: [
      FfmpegModule.forRoot({}),
      MediaModule.forRoot({ mediaRoots: [], clipsDirectory: clips, ...options }),
    ],
  }).compile();
  const app = testing.createNestApplication({ logger: false });
  await app.listen(0, '127.0.0.1');
  const server = app.getHttpServer() as Server;
  const { port } = server.address() as AddressInfo;

  /** Resolves with the head of the answer; the body is still to be read. */
  function open(path: string, headers: OutgoingHttpHeaders = {}, method = 'GET') {
    return new Promise<IncomingMessage>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path, method, headers, agent: false }, resolve)
        .on('error', reject)
        .end();
    });
  }

  async function ask(...question: Parameters<typeof open>): Promise<Answer> {
    const response = await open(...question);
    const chunks = await response.toArray();
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: Buffer.concat(chunks as Buffer[]),
    };
  }

  const storage = app.get(ClipStorage);
  const work = app.get(WorkFolder);

  /** @param content a number stands for that many zero bytes, which take no space on the disk */
  async function put(name: string, content: Buffer | number): Promise<void> {
    const path = work.path('test', 'mp4');
    await writeFile(path, typeof content === 'number' ? '' : content);
    if (typeof content === 'number') await truncate(path, content);
    await storage.put(path, name, await sha256Of(path));
  }

  return {
    clips,
    port,
    server,
    storage,
    put,
    records: app.get(ClipRecords),
    titles: app.get(ClipTitles),
    renditions: app.get(Renditions),
    open,
    ask,
    async close() {
      server.closeAllConnections();
      await app.close();
      await folder.remove();
    },
  };
}
