import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What was sent, parsed. */
  readonly message: { type: string; timestamp: string; data: Record<string, unknown> };
}

/** A real HTTP server that keeps the messages it gets; `answer` decides how it answers. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** The messages about an event, by type. */
  types(eventId: number): string[];
  answer(respond: (response: ServerResponse) => void): void;
  close(): Promise<void>;
}

export async function startReceiver(
  respond: (response: ServerResponse) => void = ok,
): Promise<Receiver> {
  const received: Received[] = [];
  let answer = respond;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers, body, message: JSON.parse(body) as never });
      answer(response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook?token=t`,
    received,
    types: (eventId) =>
      received
        .filter(({ message }) => message.data['event_id'] === eventId)
        .map(({ message }) => message.type),
    answer: (next) => (answer = next),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export const ok = (response: ServerResponse) => void response.writeHead(204).end();
export const failing = (response: ServerResponse) => void response.writeHead(500).end('no');
/** Never answers. */
export const hanging = () => undefined;
/** Answers, but its body never ends. */
export const endless = (response: ServerResponse) => void response.writeHead(200).write('…');
