import { eventOfFile, filesOfClip, idOfIntervalFile, intervalFile } from './clip-files.js';

/** The files that an event's clip can consist of. */
const KINDS = filesOfClip(1).length;

/** Names of stored files, kept as numbers, which takes a fraction of the memory. */
export class FileNameSet implements Iterable<string> {
  private readonly codes = new Set<number>();

  get size(): number {
    return this.codes.size;
  }

  /** A name that no stored file has is left out. */
  add(name: string): void {
    const code = codeOf(name);
    if (code !== null) this.codes.add(code);
  }

  /** Returns whether the set had it. */
  delete(name: string): boolean {
    const code = codeOf(name);
    return code !== null && this.codes.delete(code);
  }

  *[Symbol.iterator](): Iterator<string> {
    for (const code of this.codes) yield nameOf(code);
  }
}

function nameOf(code: number): string {
  return code < 0 ? intervalFile(-code) : filesOfClip(Math.floor(code / KINDS))[code % KINDS]!;
}

/** Negative for a clip of a camera alone. */
function codeOf(name: string): number | null {
  const intervalId = idOfIntervalFile(name);
  if (intervalId !== null) return -intervalId;
  const eventId = eventOfFile(name);
  return eventId && eventId * KINDS + filesOfClip(eventId).indexOf(name);
}
