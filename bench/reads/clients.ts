import { Agent, get } from 'node:http';

/** Requests these paths `count` times in all, by so many clients at the same time, each on one connection. */
export async function read(
  origin: string,
  pathOf: (index: number) => string,
  { count, clients }: { count: number; clients: number },
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < count) await answered(origin + pathOf(next++), agent);
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return count / seconds;
}

function answered(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      const { statusCode } = response;
      if (statusCode !== 200) return reject(new Error(`${url}: ${statusCode}`));
      response.resume().once('end', resolve).once('error', reject);
    }).once('error', reject);
  });
}
