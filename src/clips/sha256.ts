import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** Of a whole file, in lower-case hexadecimal. */
export async function sha256Of(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const content = createReadStream(path, { highWaterMark: 1024 * 1024 });
  await pipeline(content, hash, signal ? { signal } : {});
  return hash.digest('hex');
}
