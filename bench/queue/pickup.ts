import { EventEmitter, once } from 'node:events';
import { startNode } from '../../test/jobs/node.js';

/** Milliseconds from the commit of a job's transaction to its start on another, idle node. */
export async function pickupLatencies(databaseUrl: string, jobs: number): Promise<number[]> {
  const sender = await startNode(databaseUrl, { work: false });
  const worker = await startNode(databaseUrl);
  const starts = new EventEmitter();
  await worker.queue.work('bench', { concurrency: 1 }, () =>
    Promise.resolve(void starts.emit('start', performance.now())),
  );
  const latencies: number[] = [];
  for (let job = 0; job < jobs; job++) {
    const started = once(starts, 'start') as Promise<[number]>;
    await sender.transaction((manager) => sender.queue.send('bench', {}, {}, manager));
    const committed = performance.now();
    const [at] = await started;
    // The worker may learn of the commit before the sender does.
    latencies.push(Math.max(0, at - committed));
  }
  await Promise.all([sender.stop(), worker.stop()]);
  return latencies;
}
