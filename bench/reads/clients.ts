import { Agent, request } from 'node:http';

interface Load {
  /** In all. */
  readonly count: number;
  /** At the same time, each on one connection. */
  readonly clients: number;
  /** What is sent as JSON; left out: these are reads. */
  readonly bodyOf?: (index: number) => unknown;
}

/** Sends so many requests to these paths, and returns how many were answered a second. */
export async function send(
  origin: string,
  pathOf: (index: number) => string,
  { count, clients, bodyOf }: Load,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < count) {
        const index = next++;
        const body = bodyOf && JSON.stringify(bodyOf(index));
        await answered(origin + pathOf(index), agent, body);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return count / seconds;
}

function answered(url: string, agent: Agent, body: string | undefined): Promise<void> {
  const [method, headers] =
    body === undefined ? ['GET', {}] : ['POST', { 'content-type': 'application/json' }];
  return new Promise((resolve, reject) => {
    request(url, { agent, method, headers }, (response) => {
      const { statusCode = 0 } = response;
      if (statusCode !== 200 && statusCode !== 201) reject(new Error(`${url}: ${statusCode}`));
      response.resume().once('end', resolve).once('error', reject);
    })
      .once('error', reject)
      .end(body);
  });
}
