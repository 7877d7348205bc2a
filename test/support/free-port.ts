import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** Below the ports of outgoing connections, which could take it between two starts. */
const [FIRST, COUNT] = [20_000, 10_000];

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer();
    server.listen(FIRST + Math.floor(Math.random() * COUNT), '127.0.0.1');
    try {
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      await new Promise((resolve) => server.close(resolve));
      return port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}
