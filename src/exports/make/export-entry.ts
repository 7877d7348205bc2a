import { digestOfBytes } from './digest-of.js';
import type { ZipEntry } from './zip-file.js';

/** A file of an export, with what the manifest says of it. */
export interface ExportEntry extends ZipEntry {
  /** In lower-case hexadecimal. */
  readonly sha256: string;
}

export function bytesEntry(name: string, content: Buffer, modifiedAt: Date): ExportEntry {
  let at = 0;
  const read = (buffer: Buffer) => {
    const count = content.copy(buffer, 0, at);
    at += count;
    return Promise.resolve(count);
  };
  return { name, bytes: content.length, ...digestOfBytes(content), modifiedAt, read };
}

export function textEntry(name: string, content: string, modifiedAt: Date): ExportEntry {
  return bytesEntry(name, Buffer.from(content, 'utf8'), modifiedAt);
}
