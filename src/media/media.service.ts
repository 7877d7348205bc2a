import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { BigIntStats } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type ClipFormat, parseClipFileName } from './clip-file.js';
import {
  ClipNotFoundError,
  PosterNotFoundError,
  PreconditionFailedError,
  RangeNotSatisfiableError,
} from './media-errors.js';
import { CACHE_CONTROL, responseFor, type Representation } from './clip-response.js';
import { POSTERS } from './clip-files.js';
import { ClipStore, type OpenFile } from './clip-store.js';
import { ClipTitles } from './clip-titles.js';
import { errorCode } from './error-code.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from './media.module-definition.js';

const CONTENT_TYPES: Record<ClipFormat, string> = { mp4: 'video/mp4', gif: 'image/gif' };

/** Codes of a client that went away; it hears nothing any more, and nothing is wrong here. */
const CLIENT_GONE = ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'];

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
  constructor(
    private readonly store: ClipStore,
    private readonly titles: ClipTitles,
    @Inject(MEDIA_OPTIONS) private readonly options: MediaModuleOptions,
  ) {}

  /** @throws ClipNotFoundError, PreconditionFailedError, RangeNotSatisfiableError */
  async sendClip(fileName: string, download: boolean, exchange: Exchange): Promise<void> {
    const clip = parseClipFileName(fileName);
    if (!clip) throw new ClipNotFoundError();
    const saveAs = download ? await this.titles.fileName(clip) : null;
    const file = await this.store.open(fileName);
    if (!file) throw new ClipNotFoundError();
    const contentType = CONTENT_TYPES[clip.format];
    await this.send({ file, name: fileName, contentType, saveAs }, exchange);
  }

  /** @throws PosterNotFoundError, PreconditionFailedError, RangeNotSatisfiableError */
  async sendPoster(fileName: string, exchange: Exchange): Promise<void> {
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
      else await answer(served, exchange);
    } catch (error) {
      if (!CLIENT_GONE.includes(errorCode(error))) throw error;
    } finally {
      await served.file.handle.close();
    }
  }
}

const STALLED_AFTER_SECONDS = 60;

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

async function answer(served: Served, { request, response }: Exchange): Promise<void> {
  const { handle, stats } = served.file;
  const { method, headers: asked } = request;
  const { status, headers, body } = responseFor(method, asked, representationOf(stats));
  response.status(status).set(headers);
  if (status === 412) throw new PreconditionFailedError();
  if (status === 416) throw new RangeNotSatisfiableError();
  if (status !== 304) describe(served, response);
  if (body) await pipeline(handle.createReadStream(body), response);
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
