import { Logging, LogLevel } from 'mediabunny';
import { parentPort } from 'node:worker_threads';
import { failureOf, type Reply, type Request } from './cut-protocol.js';
import { CutTasks } from './cut-tasks.js';

/** The thread that reads and writes packets; it does one task at a time and lives as long as one cut. */
Logging.level = LogLevel.Silent;

const PROGRESS_STEP = 0.01;

const port = parentPort!;
const answer = (reply: Reply) => port.postMessage(reply);

let told = 0;
const tasks = new CutTasks((fraction) => {
  if (fraction < told + PROGRESS_STEP) return;
  told = fraction;
  answer({ progress: fraction });
});

port.on('message', ({ task, args }: Request) => {
  const run = tasks[task].bind(tasks) as (...args: unknown[]) => Promise<unknown>;
  run(...args).then(
    (result) => answer({ result }),
    (error: unknown) => answer({ failure: failureOf(error) }),
  );
});
