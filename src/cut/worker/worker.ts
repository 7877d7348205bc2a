import { Logging, LogLevel } from 'mediabunny';
import { endWithParent, sendToParent } from '../../isolation/parent.js';
import { failureOf, type Reply, type Request } from './cut-protocol.js';
import { CutTasks } from './cut-tasks.js';

const answer: (reply: Reply) => void = sendToParent;

/** The program of the process that reads and writes packets, one task at a time. */
Logging.level = LogLevel.Silent;
endWithParent();

const tasks = new CutTasks((progress) => answer({ progress }));

process.on('message', ({ task, args }: Request) => {
  const run = tasks[task].bind(tasks) as (...args: unknown[]) => Promise<unknown>;
  run(...args).then(
    (result) => answer({ result }),
    (error: unknown) => answer({ failure: failureOf(error) }),
  );
});
