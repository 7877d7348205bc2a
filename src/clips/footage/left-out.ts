import type { EventClipsError } from '../../common/event-clips-error.js';

/** A file, or a part of one, that a clip does not show, and why. */
export interface LeftOut {
  /** Of the file. */
  readonly name: string;
  readonly error: EventClipsError;
}

/** Says which recordings are not shown; of many, the first. Null where all are. */
export function leftOut(
  recordings: readonly LeftOut[],
  parts: readonly LeftOut[],
  total: number,
): string | null {
  const sentences = parts.map(partLeftOut);
  const [first] = recordings;
  if (first) {
    const { name, error } = first;
    const reason = error.message.startsWith(name) ? '' : `${name} is not shown: `;
    const count = recordings.length;
    const others = count > 1 ? ` ${count} of ${total} recordings are left out.` : '';
    sentences.unshift(`${reason}${error.message}${others}`);
  }
  return sentences.length > 0 ? sentences.join(' ') : null;
}

/** Says that a part of a file is not shown. */
export function partLeftOut({ name, error }: LeftOut): string {
  return `Part of ${name} is not shown: ${error.message}`;
}
