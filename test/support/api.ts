import type {
  ClipGenerateResponse,
  ClipInfoResponse,
} from '../../src/clips/api/dto/clip-answers.dto.js';
import type { ErrorBody } from '../../src/common/http/error-body.dto.js';
import type { Wire } from '../../src/common/http/example.js';
import type { EventDto } from '../../src/events/events/dto/event.dto.js';
import type { RecordingDto } from '../../src/events/recordings/dto/recording.dto.js';
import { deviation } from './contract.js';
import { eventually } from './eventually.js';

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

export type Info = Wire<ClipInfoResponse>;
export type Generated = Wire<ClipGenerateResponse>;

/** A client of the HTTP API. It fails on any answer that the contract does not describe. */
export class Api {
  constructor(readonly origin: string) {}

  /** Sends `body` as JSON, or a string unchanged. Returns the JSON or the text of the answer, or null. */
  async call<T = ErrorBody>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(this.origin + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const answer: Answer<T> = {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? null : isJson(response) ? JSON.parse(text) : text) as T,
    };
    const deviating = response.redirected ? null : deviation(method, path, answer);
    if (deviating) throw new Error(deviating);
    return answer;
  }

  /** Registers an event, by default of camera `front`, and returns its id. */
  async event(event: { started_at: string; [field: string]: unknown }): Promise<number> {
    const { status, body } = await this.call<Wire<EventDto> & ErrorBody>('POST', '/api/events', {
      camera_id: 'front',
      ...event,
    });
    if (status !== 201) throw new Error(`${status} ${body.code}: ${String(body.message)}`);
    return body.id;
  }

  async recording(recording: { file_path: string; [field: string]: unknown }): Promise<number> {
    const { status, body } = await this.call<Wire<RecordingDto> & ErrorBody>(
      'POST',
      '/api/recordings',
      { camera_id: 'front', ...recording },
    );
    if (status !== 201) throw new Error(`${status} ${body.code}: ${String(body.message)}`);
    return body.id;
  }

  generate(
    eventId: number,
    body: unknown = {},
    headers?: Record<string, string>,
  ): Promise<Answer<Generated & ErrorBody>> {
    return this.call('POST', `/api/events/${eventId}/clip/generate`, body, headers);
  }

  async info(eventId: number): Promise<Info> {
    return (await this.call<Info>('GET', `/api/events/${eventId}/clip`)).body;
  }

  /** The state of a clip, once it has its poster, which is made last. */
  async withPoster(eventId: number): Promise<Info> {
    await eventually(async () => (await this.info(eventId)).poster_url !== null);
    return this.info(eventId);
  }

  async download(clipUrl: string): Promise<Buffer> {
    const response = await fetch(this.origin + clipUrl);
    if (!response.ok) throw new Error(`${response.status} for ${clipUrl}`);
    return Buffer.from(await response.arrayBuffer());
  }
}

function isJson({ headers }: Response): boolean {
  return /^application\/json\b/.test(headers.get('content-type') ?? '');
}
