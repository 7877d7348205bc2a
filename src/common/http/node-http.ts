import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/*
 * Routes use Node's own request and response, so that they do not depend on the HTTP framework of the host.
 * Express's objects are Node's with additions; Fastify's have Node's as `raw`.
 */
export type HostRequest = IncomingMessage | { readonly raw: IncomingMessage };
export type HostResponse = ServerResponse | { readonly raw: ServerResponse };

/** What both frameworks have found out about a request. */
export type GuardedRequest = HostRequest & {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: Record<string, unknown>;
  readonly params: Readonly<Record<string, string>>;
  readonly ip?: string;
};

export function nodeRequest(request: HostRequest): IncomingMessage {
  return 'raw' in request ? request.raw : request;
}

export function nodeResponse(response: HostResponse): ServerResponse {
  return 'raw' in response ? response.raw : response;
}

/** Aborts when the client has disconnected or has its answer. */
export function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

/** The path of a request, as it was sent: neither decoded nor normalized. */
export function pathOf({ url }: GuardedRequest): string {
  // A client may send the whole address (RFC 9112, 3.2.2).
  const [, path = ''] = /^(?:[a-z][a-z\d+.-]*:\/\/[^/?#]*)?([^?#]*)/i.exec(url) ?? [];
  return path;
}
