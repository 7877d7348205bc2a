import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Findings } from './findings.js';
import type { Said } from './reader-process.js';

const PROGRAM = fileURLToPath(new URL('./reader-process.ts', import.meta.url));
const HOOKS = fileURLToPath(new URL('../support/typescript.mjs', import.meta.url));
/** Reading facts takes a millisecond or two. */
const DEADLINE_MS = 10_000;
/** Until the process has started and has its seeds, some of which FFmpeg may have to make. */
const START_MS = 120_000;

export interface Inputs {
  readonly seed: number;
  readonly first: number;
  readonly end: number;
}

/** Reads inputs in a process, which is started again after an input that ended it. */
export async function readInputs(inputs: Inputs, findings: Findings): Promise<void> {
  let next = inputs.first;
  while (next < inputs.end) next = await readUntilItEnds({ ...inputs, first: next }, findings);
}

/** @returns the first input that the process has not read */
async function readUntilItEnds({ seed, first, end }: Inputs, findings: Findings): Promise<number> {
  const child = fork(PROGRAM, [seed, first, end].map(String), {
    execArgv: ['--import', HOOKS, '--max-old-space-size=256'],
  });
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const state = { current: -1, isHung: false };
  const hang = () => {
    state.isHung = true;
    child.kill('SIGKILL');
  };
  let deadline = setTimeout(hang, START_MS);
  child.on('message', (said: Said) => {
    if ('begins' in said) {
      state.current = said.begins;
      clearTimeout(deadline);
      deadline = setTimeout(hang, DEADLINE_MS);
    } else if ('failure' in said) findings.fail(said.input, said.name, said.failure);
    else findings.count(said.name, said.reading);
  });
  const [code, signal] = await exited;
  clearTimeout(deadline);
  const { current, isHung } = state;
  const how = String(code ?? signal);
  if (current < 0) throw new Error(`The process of the readers did not start: ${how}`);
  if (current === end) return end;
  if (isHung) findings.fail(current, 'reader', `It took longer than ${DEADLINE_MS} ms.`);
  else if (code !== 0) findings.fail(current, 'reader', `The process ended: ${how}.`);
  return current + 1;
}
