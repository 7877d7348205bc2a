import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import pg from 'pg';

/** A proxy in front of PostgreSQL that can stop passing bytes on, as a firewall that forgets connections does, or cut them. */
export interface StallingProxy {
  /** The database through the proxy. */
  readonly url: string;
  /** Keeps all connections open, accepts new ones, and passes nothing on. */
  stall(): void;
  /** Ends all connections, and each new one at once. */
  cut(): void;
  /** Passes the bytes of new connections on; those from before stay silent. */
  resume(): void;
  close(): Promise<void>;
}

export async function stallingProxy(databaseUrl: string): Promise<StallingProxy> {
  const { host, port, user, password, database } = new pg.Client(databaseUrl);
  const behind = () =>
    host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  const sockets = new Set<Socket>();
  let stalled = false;
  let silenced = { isSilent: false };
  let isCut = false;

  const server = createServer((front) => {
    if (isCut) return void front.destroy();
    const state = silenced;
    const back = behind();
    for (const [from, to] of [
      [front, back],
      [back, front],
    ] as const) {
      sockets.add(from);
      from.on('error', () => {});
      from.on('data', (bytes) => void (state.isSilent || to.write(bytes)));
      // A firewall that drops everything drops the end of a connection, too.
      from.on('close', () => void (sockets.delete(from), state.isSilent || to.destroy()));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL('postgres://127.0.0.1');
  url.port = String((server.address() as AddressInfo).port);
  url.username = user ?? '';
  url.password = password ?? '';
  url.pathname = database ?? '';

  return {
    url: url.href,
    stall() {
      stalled = true;
      silenced.isSilent = true;
    },
    cut() {
      isCut = true;
      sockets.forEach((socket) => socket.destroy());
    },
    resume() {
      isCut = false;
      if (stalled) silenced = { isSilent: false };
      stalled = false;
    },
    async close() {
      server.close();
      sockets.forEach((socket) => socket.destroy());
      await once(server, 'close');
    },
  };
}
