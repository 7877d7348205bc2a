import {
  eventOfFile,
  exportFile,
  filesOfClip,
  idOfExportFile,
  idOfIntervalFile,
  intervalFile,
} from './clip-files.js';

/** The files that an event's clip can consist of. */
const KINDS = filesOfClip(1).length;

/** Files of one name for each id, which belong to no event. Their codes are negative. */
const OTHERS = [
  { idOf: idOfIntervalFile, nameOf: intervalFile },
  { idOf: idOfExportFile, nameOf: exportFile },
];

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
  if (code >= 0) return filesOfClip(Math.floor(code / KINDS))[code % KINDS]!;
  return OTHERS[-code % OTHERS.length]!.nameOf(Math.floor(-code / OTHERS.length));
}

function codeOf(name: string): number | null {
  for (const [kind, { idOf }] of OTHERS.entries()) {
    const id = idOf(name);
    if (id !== null) return -(id * OTHERS.length + kind);
  }
  const eventId = eventOfFile(name);
  return eventId && eventId * KINDS + filesOfClip(eventId).indexOf(name);
}
