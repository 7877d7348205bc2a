import { ApiError } from './api-error.js';

/** How to reach the service. */
export interface Connection {
  /** The address of the service, such as `https://clips.example`. Default: the origin of the page. */
  baseUrl?: string;
  /** Sent as `Authorization: Bearer`. */
  apiKey?: string;
  /** Replaces the global `fetch`. */
  fetch?: typeof fetch;
}

export interface CallOptions extends Connection {
  signal?: AbortSignal;
}

export interface Call {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
}

/** The URL of a path of the service. */
export function addressOf(path: string, { baseUrl = '' }: Connection): string {
  return baseUrl.replace(/\/+$/, '') + path;
}

/** Calls the service. Throws `ApiError` if the call fails, and the same as `fetch` if it is aborted. */
export async function send(
  path: string,
  call: Call,
  { signal, apiKey, fetch = globalThis.fetch, ...connection }: CallOptions,
): Promise<Response> {
  const { method = 'GET', body, headers } = call;
  let response: Response;
  try {
    response = await fetch(addressOf(path, connection), {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(apiKey && { Authorization: `Bearer ${apiKey}` }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw ApiError.unreachable(error);
  }
  if (!response.ok) throw await ApiError.of(response);
  return response;
}

/** Calls the service and reads the answer's JSON. */
export async function sendForJson<T>(path: string, call: Call, options: CallOptions): Promise<T> {
  const response = await send(path, call, options);
  return (await response.json()) as T;
}
