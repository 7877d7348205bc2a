import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { once } from 'node:events';
import type { BigIntStats } from 'node:fs';
import { type ClipFormat, parseClipFileName } from '../storage/clip-file.js';
import {
  ClipFileNotFoundError,
  PosterNotFoundError,
  PreconditionFailedError,
  RangeNotSatisfiableError,
} from './media-errors.js';
import { CACHE_CONTROL, responseFor, type Representation } from './clip-response.js';
import { POSTERS } from '../storage/clip-files.js';
import { ClipStore, type OpenFile } from '../storage/clip-store.js';
import { ClipTitles } from './clip-titles.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from '../media.module-definition.js';
import { SendBuffers } from './send-buffers.js';
import { sendFile } from './send-file.js';

const CONTENT_TYPES: Record<ClipFormat, string> = { mp4: 'video/mp4', gif: 'image/gif' };

/** An HTTP exchange to answer with a file. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

interface Served {
  readonly file: OpenFile;
  /** Inside the clips folder. */
  readonly name: string;
  readonly contentType: string;
  /** Name to save it under; null: it is shown. */
  readonly saveAs: string | null;
}

/** Serves clips and posters over HTTP: headers and bytes of one answer come from one open file. */
@Injectable()
export class MediaService {
  private readonly buffers = new SendBuffers();

  constructor(
    private readonly store: ClipStore,
    private readonly titles: ClipTitles,
    @Inject(MEDIA_OPTIONS) private readonly options: MediaModuleOptions,
  ) {}

  /** @throws ClipFileNotFoundError, PreconditionFailedError, RangeNotSatisfiableError */
  async sendClip(fileName: string, download: boolean, exchange: Exchange): Promise<void> {
    const clip = parseClipFileName(fileName);
    if (!clip) throw new ClipFileNotFoundError();
    await turnOf(exchange.response);
    const saveAs = download ? await this.titles.fileName(clip) : null;
    const file = await this.store.open(fileName);
    if (!file) throw new ClipFileNotFoundError();
    const contentType = CONTENT_TYPES[clip.format];
    await this.send({ file, name: fileName, contentType, saveAs }, exchange);
  }

  /** @throws PosterNotFoundError, PreconditionFailedError, RangeNotSatisfiableError */
  async sendPoster(fileName: string, exchange: Exchange): Promise<void> {
    await turnOf(exchange.response);
    const file = await this.store.openPoster(fileName);
    if (!file) throw new PosterNotFoundError();
    await this.send(
      { file, name: POSTERS + fileName, contentType: 'image/jpeg', saveAs: null },
      exchange,
    );
  }

  /** Answers with an open file, and closes it. */
  private async send(served: Served, exchange: Exchange): Promise<void> {
    const { accelRedirect, stalledAfterSeconds = STALLED_AFTER_SECONDS } = this.options;
    const { response } = exchange;
    // Who takes nothing would hold the file and the connection for ever.
    response.setTimeout(stalledAfterSeconds * 1000, () => response.destroy());
    try {
      if (accelRedirect != null) handOver(served, accelRedirect, response);
      else await answer(served, exchange, this.buffers);
    } finally {
      await served.file.handle.close();
    }
  }
}

const STALLED_AFTER_SECONDS = 60;

/**
 * Requests that a client sends at once over one connection are answered one after the other. Until its turn
 * a request costs no open file, and no buffer; if the client goes away first, its turn never comes.
 */
async function turnOf(response: Response): Promise<void> {
  if (!response.socket) await once(response, 'socket');
}

/** Leaves the bytes, and with them validators and ranges, to the nginx in front. */
function handOver(served: Served, prefix: string, response: Response): void {
  describe(served, response);
  response.set({ 'X-Accel-Redirect': `${prefix}/${served.name}`, 'Cache-Control': CACHE_CONTROL });
  response.end();
}

function describe({ contentType, saveAs }: Served, response: Response): void {
  if (saveAs !== null) response.attachment(saveAs);
  response.set({ 'Content-Type': contentType, 'X-Content-Type-Options': 'nosniff' });
}

async function answer(
  served: Served,
  { request, response }: Exchange,
  buffers: SendBuffers,
): Promise<void> {
  const { handle, stats } = served.file;
  const { method, headers: asked } = request;
  const { status, headers, body } = responseFor(method, asked, representationOf(stats));
  response.status(status).set(headers);
  if (status === 412) throw new PreconditionFailedError();
  if (status === 416) throw new RangeNotSatisfiableError();
  if (status !== 304) describe(served, response);
  if (body) await sendFile(handle, body, response, buffers);
  else response.end();
}

/** Rewriting a file always changes its inode (a clip is replaced by rename) or its time. */
function representationOf({ ino, size, mtimeNs }: BigIntStats): Representation {
  return {
    size: Number(size),
    etag: `"${[ino, size, mtimeNs].map((part) => part.toString(16)).join('-')}"`,
    lastModified: new Date(Number(mtimeNs / 1_000_000n)).toUTCString(),
  };
}
