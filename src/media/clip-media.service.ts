import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { BigIntStats } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type ClipFile, type ClipFormat, parseClipFileName } from './clip-file.js';
import {
  ClipNotFoundError,
  PreconditionFailedError,
  RangeNotSatisfiableError,
} from './clip-media-errors.js';
import { responseFor, type Representation } from './clip-response.js';
import { ClipStore, type OpenClip } from './clip-store.js';
import { ClipTitles } from './clip-titles.js';
import { errorCode } from './error-code.js';

const CONTENT_TYPES: Record<ClipFormat, string> = { mp4: 'video/mp4', gif: 'image/gif' };

/** Codes of a client that went away; it hears nothing any more, and nothing is wrong here. */
const CLIENT_GONE = ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'];

/** Serves clips over HTTP: headers and bytes of one answer come from one open file. */
@Injectable()
export class ClipMediaService {
  constructor(
    private readonly store: ClipStore,
    private readonly titles: ClipTitles,
  ) {}

  /** @throws ClipNotFoundError, PreconditionFailedError, RangeNotSatisfiableError */
  async send(
    fileName: string,
    download: boolean,
    request: Request,
    response: Response,
  ): Promise<void> {
    const file = parseClipFileName(fileName);
    const clip = file && (await this.store.open(fileName));
    if (!clip) throw new ClipNotFoundError();
    try {
      await this.sendOpened(file, clip, download, request, response);
    } catch (error) {
      if (!CLIENT_GONE.includes(errorCode(error))) throw error;
    } finally {
      await clip.handle.close();
    }
  }

  private async sendOpened(
    file: ClipFile,
    { handle, stats }: OpenClip,
    download: boolean,
    request: Request,
    response: Response,
  ): Promise<void> {
    const { status, headers, body } = responseFor(
      request.method,
      request.headers,
      representationOf(stats),
    );
    response.status(status).set(headers);
    if (status === 412) throw new PreconditionFailedError();
    if (status === 416) throw new RangeNotSatisfiableError();
    if (status !== 304) {
      if (download) response.attachment(await this.titles.fileName(file));
      response.set({
        'Content-Type': CONTENT_TYPES[file.format],
        'X-Content-Type-Options': 'nosniff',
      });
    }
    if (body) await pipeline(handle.createReadStream(body), response);
    else response.end();
  }
}

/** Rewriting a file always changes its inode (a clip is replaced by rename) or its time. */
function representationOf({ ino, size, mtimeNs }: BigIntStats): Representation {
  return {
    size: Number(size),
    etag: `"${[ino, size, mtimeNs].map((part) => part.toString(16)).join('-')}"`,
    lastModified: new Date(Number(mtimeNs / 1_000_000n)).toUTCString(),
  };
}
