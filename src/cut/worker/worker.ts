import { Logging, LogLevel } from 'mediabunny';
import { parentPort } from 'node:worker_threads';
import { failureOf, type Reply, type Request } from './cut-protocol.js';
import { CutTasks } from './cut-tasks.js';

/** The thread that reads and writes packets, one task at a time. */
Logging.level = LogLevel.Silent;

const port = parentPort!;
const answer = (reply: Reply) => port.postMessage(reply);
const tasks = new CutTasks((progress) => answer({ progress }));

port.on('message', ({ task, args }: Request) => {
  const run = tasks[task].bind(tasks) as (...args: unknown[]) => Promise<unknown>;
  run(...args).then(
    (result) => answer({ result }),
    (error: unknown) => answer({ failure: failureOf(error) }),
  );
});
