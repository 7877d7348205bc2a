import { endWithParent, sendToParent } from './parent.js';
import { failureOf, type TaskOrder, type TaskReply } from './task-protocol.js';

const answer: (reply: TaskReply) => void = sendToParent;

/** The program of a process that runs isolated tasks, until its parent has ended or kills it. */

type Module = Record<string, (...args: unknown[]) => Promise<unknown>>;

const SOURCES = new URL('../', import.meta.url);

process.on('message', (order: TaskOrder) => {
  const { id } = order;
  run(order).then(
    (result) => answer({ id, result }),
    (error: unknown) => answer({ id, failure: failureOf(error) }),
  );
});
endWithParent();

async function run({ module, name, args }: TaskOrder): Promise<unknown> {
  const exported = (await import(new URL(module, SOURCES).href)) as Module;
  const task = exported[name];
  if (!task) throw new Error(`${module} exports no ${name}.`);
  return task(...args);
}
