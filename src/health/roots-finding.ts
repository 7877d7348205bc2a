import type { RootProblem, RootState } from '../media/footage/root-states.js';
import { degraded, type Finding, up } from './readiness-check.js';

const PROBLEMS: Record<RootProblem, string> = {
  missing: 'is missing',
  no_folder: 'is not a folder',
  unreadable: 'may not be read',
  silent: 'does not answer',
};

/** Names roots by their numbers, since paths of the server belong in its log alone. */
export function rootsFinding(roots: readonly Pick<RootState, 'problem'>[]): Finding {
  const faults = roots.flatMap(({ problem }, index) =>
    problem === null ? [] : [`Folder ${index + 1} of MEDIA_ROOTS ${PROBLEMS[problem]}.`],
  );
  return faults.length === 0 ? up : degraded(`${faults.join(' ')} Check its mount and rights.`);
}
