import { Inject, Injectable } from '@nestjs/common';
import { create as contentDisposition } from 'content-disposition';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import {
  type HostRequest,
  type HostResponse,
  nodeRequest,
  nodeResponse,
} from '../../common/http/node-http.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from '../media.module-definition.js';
import { parseClipFileName, parsePosterFileName } from '../storage/clip-file.js';
import { posterFile } from '../storage/clip-files.js';
import { ClipStorage, type HandOver, type OpenClipFile } from '../storage/clip-storage.js';
import { CACHE_CONTROL, responseFor, type Representation } from './clip-response.js';
import { ClipTitles } from './clip-titles.js';
import { ClipVersions } from './clip-versions.js';
import {
  ClipFileNotFoundError,
  ClipReplacedError,
  PosterNotFoundError,
  PreconditionFailedError,
  RangeNotSatisfiableError,
} from './media-errors.js';
import { MediaTypes } from './media-types.js';
import { MissingPosters } from './missing-posters.js';
import { SendBuffers } from './send-buffers.js';
import { sendFile } from './send-file.js';

const STALLED_AFTER_SECONDS = 60;

/** An HTTP exchange to answer with a file. */
export interface Exchange {
  readonly request: HostRequest;
  readonly response: HostResponse;
}

/** How a file is answered with. */
interface Presentation {
  readonly contentType: string;
  /** Name to save it under; null: it is shown. */
  readonly saveAs: string | null;
}

/** Serves clips and posters over HTTP: headers and bytes of one answer come from one open file. */
@Injectable()
export class MediaService {
  private readonly buffers = new SendBuffers();

  constructor(
    private readonly storage: ClipStorage,
    private readonly titles: ClipTitles,
    private readonly missingPosters: MissingPosters,
    private readonly versions: ClipVersions,
    private readonly types: MediaTypes,
    @Inject(MEDIA_OPTIONS) private readonly options: MediaModuleOptions,
  ) {}

  /**
   * @param version the only version to send; null: whichever there is
   * @throws ClipFileNotFoundError, ClipReplacedError, PreconditionFailedError, RangeNotSatisfiableError
   */
  async sendClip(
    fileName: string,
    { version, download }: { version: string | null; download: boolean },
    exchange: Exchange,
  ): Promise<void> {
    const clip = parseClipFileName(fileName);
    if (!clip) throw new ClipFileNotFoundError();
    await turnOf(exchange);
    const saveAs = download ? await this.titles.fileName(clip) : null;
    const file = await this.storage.open(fileName);
    if (!file) throw await this.missing(clip.eventId, version, new ClipFileNotFoundError());
    const isRight = version === null ? null : () => this.versions.isVersion(file, clip, version);
    const contentType = await this.types.of(file, clip.format);
    await this.send(file, { contentType, saveAs }, isRight, exchange);
  }

  /**
   * @param version of the clip, as in `sendClip`
   * @throws PosterNotFoundError, ClipReplacedError, PreconditionFailedError, RangeNotSatisfiableError
   */
  async sendPoster(fileName: string, version: string | null, exchange: Exchange): Promise<void> {
    const eventId = parsePosterFileName(fileName);
    if (eventId === null) throw new PosterNotFoundError();
    await turnOf(exchange);
    const file = await this.openPoster(eventId);
    if (!file) throw await this.missing(eventId, version, new PosterNotFoundError());
    const isRight = version === null ? null : () => this.versions.isRecorded(eventId, version);
    await this.send(file, { contentType: 'image/jpeg', saveAs: null }, isRight, exchange);
  }

  /** Makes the poster where there is none. */
  private async openPoster(eventId: number): Promise<OpenClipFile | null> {
    const name = posterFile(eventId);
    const file = await this.storage.open(name);
    if (file) return file;
    return (await this.missingPosters.make(eventId)) ? this.storage.open(name) : null;
  }

  /** Answers with an open file, and closes it. */
  private async send(
    file: OpenClipFile,
    presentation: Presentation,
    isRight: (() => Promise<boolean>) | null,
    exchange: Exchange,
  ): Promise<void> {
    const { stalledAfterSeconds = STALLED_AFTER_SECONDS } = this.options;
    const response = nodeResponse(exchange.response);
    // A client that reads nothing would keep the file and the connection open for ever.
    response.setTimeout(stalledAfterSeconds * 1000, () => response.destroy());
    try {
      if (isRight && !(await isRight())) {
        // A cache may keep a 410: the clip of this version could be made again.
        response.setHeader('Cache-Control', CACHE_CONTROL);
        throw new ClipReplacedError();
      }
      const handOver = await this.storage.handOver(file.name);
      if (handOver) leaveTo(handOver, presentation, response);
      else await this.answer(file, presentation, exchange);
    } finally {
      await file.close();
    }
  }

  /** What to answer if there is no such file: the clip of the link may have been replaced by one in another format. */
  private async missing(eventId: number, version: string | null, error: Error): Promise<Error> {
    const isReplaced = version !== null && (await this.versions.exists(eventId));
    return isReplaced ? new ClipReplacedError() : error;
  }

  private async answer(
    file: OpenClipFile,
    presentation: Presentation,
    exchange: Exchange,
  ): Promise<void> {
    const { method = 'GET', headers: requested } = nodeRequest(exchange.request);
    const response = nodeResponse(exchange.response);
    const answer = responseFor(method, requested, await representationOf(file));
    const { status, headers, body } = answer;
    response.statusCode = status;
    setHeaders(response, headers);
    if (status === 412) throw new PreconditionFailedError();
    if (status === 416) throw new RangeNotSatisfiableError();
    if (status !== 304) setHeaders(response, headersOf(presentation));
    if (!body) response.end();
    else await sendFile(file.read(body), body.end - body.start + 1, response, this.buffers);
  }
}

/**
 * Requests that a client sends at once over one connection are answered one after the other. Until its turn
 * a request costs no open file and no buffer; if the client goes away first, its turn never comes.
 */
async function turnOf(exchange: Exchange): Promise<void> {
  const response = nodeResponse(exchange.response);
  if (!response.socket) await once(response, 'socket');
}

function leaveTo(handOver: HandOver, presentation: Presentation, response: ServerResponse): void {
  response.statusCode = handOver.status;
  setHeaders(response, headersOf(presentation));
  setHeaders(response, { ...handOver.headers, 'Cache-Control': CACHE_CONTROL });
  response.end();
}

function headersOf({ contentType, saveAs }: Presentation): Record<string, string> {
  return {
    ...(saveAs !== null && { 'Content-Disposition': contentDisposition(saveAs) }),
    'Content-Type': contentType,
    'X-Content-Type-Options': 'nosniff',
  };
}

function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

async function representationOf(file: OpenClipFile): Promise<Representation> {
  return {
    size: file.bytes,
    etag: `"${await file.contentTag()}"`,
    lastModified: file.modifiedAt.toUTCString(),
  };
}
