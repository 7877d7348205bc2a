import { once } from 'node:events';
import { startNode } from './node.js';

/** A worker in a separate process, to be killed. It reports each job that it starts, and never ends one. */
const [databaseUrl = '', queue = ''] = process.argv.slice(2);
const node = await startNode(databaseUrl, { shutdownGraceSeconds: 0 });
await node.queue.work(queue, { concurrency: 1 }, async ({ id, attempt, deaths }, signal) => {
  console.log(JSON.stringify({ id, attempt, deaths }));
  await once(signal, 'abort');
  signal.throwIfAborted();
});
process.once('SIGTERM', () => void node.stop());
