import { open } from 'node:fs/promises';
import { BoundedReader, type ReadsAt } from '../../formats/bounded-reader.js';
import { codecsOf } from '../../formats/isobmff/facts/codecs.js';
import { unlessUnusual } from '../../formats/unusual.js';
import { onClipsFolder } from '../../isolation/clips-folder.js';
import type { OpenClipFile } from './clip-storage.js';

/** What players call the codecs of a local MP4 of the clips folder (RFC 6381); null where its index does not say. */
export async function codecsOfLocalFile(path: string): Promise<string | null> {
  const file = await onClipsFolder(() => open(path), { discard: (late) => late.close() });
  const read: ReadsAt['read'] = (...where) => onClipsFolder(() => file.read(...where));
  try {
    const { size } = await onClipsFolder(() => file.stat());
    return await codecsIn({ read }, size);
  } finally {
    await onClipsFolder(() => file.close());
  }
}

/** The same of a stored one. */
export function codecsOfFile(file: OpenClipFile): Promise<string | null> {
  const read: ReadsAt['read'] = async (buffer, offset, length, position) => {
    const next = file.read({ start: position, end: position + length - 1 });
    let bytesRead = 0;
    while (bytesRead < length) {
      const count = await next(buffer.subarray(offset + bytesRead, offset + length));
      if (count === 0) break;
      bytesRead += count;
    }
    return { bytesRead };
  };
  return codecsIn({ read }, file.bytes);
}

function codecsIn(file: ReadsAt, bytes: number): Promise<string | null> {
  return unlessUnusual(() => codecsOf(new BoundedReader(file, bytes)));
}
