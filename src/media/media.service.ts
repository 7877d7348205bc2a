import { Injectable } from '@nestjs/common';
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
import { responseFor, type Representation } from './clip-response.js';
import { ClipStore, type OpenFile } from './clip-store.js';
import { ClipTitles } from './clip-titles.js';
import { errorCode } from './error-code.js';

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
  ) {}

  /** @throws ClipNotFoundError, PreconditionFailedError, RangeNotSatisfiableError */
  async sendClip(fileName: string, download: boolean, exchange: Exchange): Promise<void> {
    const clip = parseClipFileName(fileName);
    if (!clip) throw new ClipNotFoundError();
    const saveAs = download ? await this.titles.fileName(clip) : null;
    const file = await this.store.open(fileName);
    if (!file) throw new ClipNotFoundError();
    await send({ file, contentType: CONTENT_TYPES[clip.format], saveAs }, exchange);
  }

  /** @throws PosterNotFoundError, PreconditionFailedError, RangeNotSatisfiableError */
  async sendPoster(fileName: string, exchange: Exchange): Promise<void> {
    const file = await this.store.openPoster(fileName);
    if (!file) throw new PosterNotFoundError();
    await send({ file, contentType: 'image/jpeg', saveAs: null }, exchange);
  }
}

/** Answers with an open file, and closes it. */
async function send(served: Served, exchange: Exchange): Promise<void> {
  try {
    await answer(served, exchange);
  } catch (error) {
    if (!CLIENT_GONE.includes(errorCode(error))) throw error;
  } finally {
    await served.file.handle.close();
  }
}

async function answer(
  { file: { handle, stats }, contentType, saveAs }: Served,
  { request, response }: Exchange,
): Promise<void> {
  const { method, headers: asked } = request;
  const { status, headers, body } = responseFor(method, asked, representationOf(stats));
  response.status(status).set(headers);
  if (status === 412) throw new PreconditionFailedError();
  if (status === 416) throw new RangeNotSatisfiableError();
  if (status !== 304) {
    if (saveAs !== null) response.attachment(saveAs);
    response.set({ 'Content-Type': contentType, 'X-Content-Type-Options': 'nosniff' });
  }
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
