import type { FileIdentity } from '../../media/footage/file-identity.js';
import type { NextLook } from './file-rows.js';
import { type FootageKind, LATE_MS } from './footage-file.js';

/** Long enough that a file that is as before was closed. */
const LOOK_SECONDS = 15;

/** Nothing is known of a file whose folder does not answer, so it is looked for again however late it is. */
export const AFTER_SILENCE: NextLook = { inSeconds: LOOK_SECONDS };

/** A file that is closed is known for good. */
export function afterLook({ isClosed }: FileIdentity): NextLook {
  return isClosed ? 'never' : { inSeconds: LOOK_SECONDS };
}

/** A file that is not there is looked for less and less often, until it would come too late to be believed. */
export function afterMiss(file: {
  readonly kind: FootageKind;
  readonly overdueSeconds: number | null;
}): NextLook {
  const { kind, overdueSeconds } = file;
  if (overdueSeconds === null || overdueSeconds * 1000 > LATE_MS[kind]) return 'never';
  return { inSeconds: Math.max(LOOK_SECONDS, overdueSeconds / 4) };
}
