import { Inject, Injectable } from '@nestjs/common';
import { create as contentDisposition } from 'content-disposition';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import {
  goneSignal,
  type HostRequest,
  type HostResponse,
  nodeRequest,
  nodeResponse,
} from '../../common/http/node-http.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from '../media.module-definition.js';
import {
  type ClipFile,
  parseClipFileName,
  parsePosterFileName,
  RENDITION_NAMES,
  type RenditionName,
  RENDITIONS,
} from '../storage/clip-file.js';
import { posterFile } from '../storage/clip-files.js';
import { ClipStorage, type HandOver, type OpenClipFile } from '../storage/clip-storage.js';
import { CACHE_CONTROL, responseFor, type Representation } from './clip-response.js';
import { Renditions, type RenditionState } from './renditions.js';
import { ClipTitles } from './clip-titles.js';
import { ClipVersions } from './clip-versions.js';
import {
  ClipFileNotFoundError,
  ClipReplacedError,
  NoRenditionOfGifError,
  PosterNotFoundError,
  PreconditionFailedError,
  RangeNotSatisfiableError,
  UnknownRenditionError,
} from './media-errors.js';
import { MediaTypes } from './media-types.js';
import { MissingPosters } from './missing-posters.js';
import type { RenditionProgress } from './rendition-progress.dto.js';
import { SendBuffers } from './send-buffers.js';
import { sendFile } from './send-file.js';

const STALLED_AFTER_SECONDS = 60;

/** How often a rendition is looked for whose file is not the recorded one. */
const MAX_LOOKS = 3;
/** After so many seconds a client may ask again for a rendition that is being made. */
const ASK_AGAIN_SECONDS = 2;

export interface ClipOptions {
  /** The only version to send; null: whichever there is. */
  readonly version: string | null;
  readonly download: boolean;
}

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
    private readonly renditions: Renditions,
    private readonly missingPosters: MissingPosters,
    private readonly versions: ClipVersions,
    private readonly types: MediaTypes,
    @Inject(MEDIA_OPTIONS) private readonly options: MediaModuleOptions,
  ) {}

  /** @throws ClipFileNotFoundError, ClipReplacedError, PreconditionFailedError, RangeNotSatisfiableError */
  async sendClip(
    fileName: string,
    { version, download }: ClipOptions,
    exchange: Exchange,
  ): Promise<void> {
    const clip = parseClipFileName(fileName);
    if (!clip) throw new ClipFileNotFoundError();
    await turnOf(exchange);
    const saveAs = download ? await this.titles.fileName(clip) : null;
    const file = await this.storage.open(fileName);
    if (!file) throw await this.missing(clip.eventId, version, new ClipFileNotFoundError());
    await closing(file, async () => {
      const isRight = version === null ? null : () => this.versions.isVersion(file, version);
      const contentType = await this.types.of(file, clip.format);
      await this.send(file, { contentType, saveAs }, isRight, exchange);
    });
  }

  /**
   * Sends a rendition of a clip, or says that it is being made.
   *
   * @param waitSeconds how long it waits for one that has to be made
   * @throws UnknownRenditionError, NoRenditionOfGifError, what `sendClip` throws, and why it cannot be made
   */
  async sendRendition(
    fileName: string,
    rendition: unknown,
    options: ClipOptions & { readonly waitSeconds: number },
    exchange: Exchange,
  ): Promise<void> {
    const name = RENDITION_NAMES.find((each) => each === rendition);
    if (name === undefined) throw new UnknownRenditionError();
    const clip = parseClipFileName(fileName);
    if (!clip) throw new ClipFileNotFoundError();
    if (clip.format === 'gif') throw new NoRenditionOfGifError();
    await turnOf(exchange);
    const response = nodeResponse(exchange.response);
    // Neither that it is being made, nor why it cannot be, is true for long.
    response.setHeader('Cache-Control', CACHE_CONTROL);
    const { version, waitSeconds } = options;
    const signal = goneSignal(response);
    const request = { clip, name, version, waitMs: waitSeconds * 1000, signal };
    let lost: string | null = null;
    for (let look = 1; look <= MAX_LOOKS; look++) {
      const state = await this.renditions.request({ ...request, lost });
      if (state.status === 'clip') return this.sendClip(fileName, options, exchange);
      if (state.status === 'pending') return sendPending(state, response);
      if (await this.sendCompleted(state, request, options, exchange)) return;
      lost = state.sha256;
    }
    const message = 'The rendition has just been replaced.';
    sendPending({ status: 'pending', progress: 0, message }, response);
  }

  /** Returns false, and sends nothing, if its file is missing or damaged, so that it has to be made again. */
  private async sendCompleted(
    { fileName, sha256 }: Extract<RenditionState, { status: 'completed' }>,
    { clip, name }: { readonly clip: ClipFile; readonly name: RenditionName },
    { download }: ClipOptions,
    exchange: Exchange,
  ): Promise<boolean> {
    const file = await this.storage.open(fileName);
    if (!file) return false;
    return closing(file, async () => {
      // It may have been replaced by that of another version of the clip since.
      if ((await this.versions.sha256Of(file)) !== sha256) return false;
      const saveAs = download ? await this.titles.fileName(clip) : null;
      const contentType = await this.types.of(file, RENDITIONS[name]);
      await this.send(file, { contentType, saveAs }, null, exchange);
      return true;
    });
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
    const presentation = { contentType: 'image/jpeg', saveAs: null };
    await closing(file, () => this.send(file, presentation, isRight, exchange));
  }

  /** Makes the poster where there is none. */
  private async openPoster(eventId: number): Promise<OpenClipFile | null> {
    const name = posterFile(eventId);
    const file = await this.storage.open(name);
    if (file) return file;
    return (await this.missingPosters.make(eventId)) ? this.storage.open(name) : null;
  }

  /** Answers with an open file. */
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
    if (isRight && !(await isRight())) {
      // A cache may keep a 410: the clip of this version could be made again.
      response.setHeader('Cache-Control', CACHE_CONTROL);
      throw new ClipReplacedError();
    }
    const handOver = await this.storage.handOver(file.name);
    if (handOver) leaveTo(handOver, presentation, response);
    else await this.answer(file, presentation, exchange);
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

/** Closes the file when its use ends, also by an error. */
async function closing<T>(file: OpenClipFile, use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } finally {
    await file.close();
  }
}

function sendPending(
  { progress, message }: Extract<RenditionState, { status: 'pending' }>,
  response: ServerResponse,
): void {
  const body: RenditionProgress = { status: 'pending', progress, message };
  response.statusCode = 202;
  setHeaders(response, {
    'Content-Type': 'application/json; charset=utf-8',
    'Retry-After': String(ASK_AGAIN_SECONDS),
  });
  response.end(JSON.stringify(body));
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
