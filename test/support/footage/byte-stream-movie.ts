import { readFile, writeFile } from 'node:fs/promises';
import { footage, type FootageOptions } from '../footage.js';

/** MP4 whose packets are byte streams (Annex B), as some recorders write: start codes where lengths belong. */
export async function byteStreamMovie(path: string, options: FootageOptions): Promise<void> {
  const bytes = await readFile(await footage(options));
  const start = bytes.indexOf('mdat') + 4;
  const end = start - 8 + bytes.readUInt32BE(start - 8);
  for (let at = start; at + 4 < end;) {
    const length = bytes.readUInt32BE(at);
    bytes.writeUInt32BE(1, at);
    at += 4 + length;
  }
  await writeFile(path, bytes);
}
