import { Inject, Injectable } from '@nestjs/common';
import { create as contentDisposition } from 'content-disposition';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { AuditFacts } from '../../common/audit/audit-entry.js';
import { AuditTrail } from '../../common/audit/audit-trail.js';
import {
  type HostRequest,
  type HostResponse,
  nodeRequest,
  nodeResponse,
} from '../../common/http/node-http.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from '../media.module-definition.js';
import { ClipStorage, type HandOver, type OpenClipFile } from '../storage/clip-storage.js';
import { CACHE_CONTROL, responseFor, type Representation } from './clip-response.js';
import {
  ClipReplacedError,
  PreconditionFailedError,
  RangeNotSatisfiableError,
} from './media-errors.js';
import { SendBuffers } from './send-buffers.js';
import { sendFile } from './send-file.js';

const STALLED_AFTER_SECONDS = 60;

/** An HTTP exchange to answer with a file. */
export interface Exchange {
  readonly request: HostRequest;
  readonly response: HostResponse;
}

/** How a file is answered with. */
export interface Presentation {
  readonly contentType: string;
  /** Name to save it under; null: it is shown. */
  readonly saveAs: string | null;
  /** What the audit trail says of it; null: nothing. */
  readonly audited: AuditFacts | null;
  /** Further headers. A reverse proxy to which the file is left would drop them, so with them it is sent from here. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers with an open file: headers and bytes of one answer come from it alone. */
@Injectable()
export class FileAnswers {
  private readonly buffers = new SendBuffers();

  constructor(
    private readonly storage: ClipStorage,
    private readonly trail: AuditTrail,
    @Inject(MEDIA_OPTIONS) private readonly options: MediaModuleOptions,
  ) {}

  /**
   * Answers with an open file.
   *
   * @param isRight whether it is the version that was requested; null: it is
   * @throws ClipReplacedError, PreconditionFailedError, RangeNotSatisfiableError
   */
  async send(
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
    const handOver = presentation.headers ? null : await this.storage.handOver(file.name);
    if (!handOver) return this.answer(file, presentation, exchange);
    this.audit(presentation, exchange);
    leaveTo(handOver, presentation, response);
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
    // Before the body, which may take long. With a 304 the client shows what it has.
    this.audit(presentation, exchange);
    if (status !== 304) setHeaders(response, headersOf(presentation));
    if (!body) response.end();
    else await sendFile(file.read(body), body.end - body.start + 1, response, this.buffers);
  }

  /** A HEAD shows nothing. */
  private audit({ audited }: Presentation, { request }: Exchange): void {
    if (audited && nodeRequest(request).method !== 'HEAD') this.trail.noteOnce(audited);
  }
}

/** Whether a part of a file is requested. Such a client requests the next part soon. */
export function requestsPart({ request }: Exchange): boolean {
  return nodeRequest(request).headers.range !== undefined;
}

/** Closes the file when its use ends, also by an error. */
export async function closing<T>(file: OpenClipFile, use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } finally {
    await file.close();
  }
}

/**
 * Requests that a client sends at once over one connection are answered one after the other. Until its turn
 * a request costs no open file and no buffer; if the client goes away first, its turn never comes.
 */
export async function turnOf(exchange: Exchange): Promise<void> {
  const response = nodeResponse(exchange.response);
  if (!response.socket) await once(response, 'socket');
}

export function setHeaders(
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function leaveTo(handOver: HandOver, presentation: Presentation, response: ServerResponse): void {
  response.statusCode = handOver.status;
  setHeaders(response, headersOf(presentation));
  setHeaders(response, { ...handOver.headers, 'Cache-Control': CACHE_CONTROL });
  response.end();
}

function headersOf({ contentType, saveAs, headers }: Presentation): Record<string, string> {
  return {
    ...(saveAs !== null && { 'Content-Disposition': contentDisposition(saveAs) }),
    'Content-Type': contentType,
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  };
}

async function representationOf(file: OpenClipFile): Promise<Representation> {
  return {
    size: file.bytes,
    etag: `"${await file.contentTag()}"`,
    lastModified: file.modifiedAt.toUTCString(),
  };
}
