import type { CutSegment } from '../../src/cut/cut-types.js';

/** The only segment of a clip, from `from` to `to` seconds of a recording. */
export function segment(
  path: string,
  from: number,
  to: number,
  method: CutSegment['method'] = 'smart',
): CutSegment {
  return { path, facts: null, fromSeconds: from, toSeconds: to, afterSeconds: null, method };
}
