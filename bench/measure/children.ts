import { readdirSync, readFileSync } from 'node:fs';

/** The processes that live and were started by any thread of `pid`. Throws when it is gone. */
export function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );
}
