import type { FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { ByteRange } from './byte-range.js';
import { type SendBuffers, SMALL } from './send-buffers.js';

/** A client that takes this long for a piece gains nothing by a large one. */
const SLOW_MS = 250;

/** The file got shorter after its length was told, so the answer cannot be completed. */
export class FileCutShortError extends Error {
  override readonly name = 'FileCutShortError';
}

interface Piece {
  readonly bytes: Buffer;
  /** What it lies in, where that is one of the shared buffers. */
  readonly large: Buffer | null;
}

/**
 * Sends these bytes of the file as the body of an answer that told their number as `Content-Length`, and
 * ends it. Resolves when the system has taken all of them, or when the client is gone. The answer has its
 * connection already: while it waits behind another one, nothing would tell that the client went away.
 *
 * Large pieces, the next one read while one is sent, are for clients that keep up; a slow one has a small
 * buffer, for one piece at a time.
 *
 * @throws FileCutShortError, or the system's error; the connection is closed then
 */
export async function sendFile(
  handle: FileHandle,
  { start, end }: ByteRange,
  response: ServerResponse,
  buffers: SendBuffers,
): Promise<void> {
  const length = end - start + 1;
  const held = new Set<Buffer>();
  let small: Buffer | null = null;
  let slow = false;
  let at = start;

  async function read(): Promise<Piece> {
    const large = slow || length <= SMALL ? null : buffers.take();
    if (large) held.add(large);
    const buffer = large ?? (small ??= Buffer.allocUnsafe(Math.min(length, SMALL)));
    const wanted = Math.min(buffer.length, end - at + 1);
    const { bytesRead } = await handle.read(buffer, 0, wanted, at);
    if (bytesRead === 0) throw new FileCutShortError('A file ended before the bytes to be sent.');
    at += bytesRead;
    return { bytes: buffer.subarray(0, bytesRead), large };
  }

  /** Whether the client is still there. */
  async function send({ bytes, large }: Piece, isLast: boolean): Promise<boolean> {
    const began = performance.now();
    const taken = await write(response, bytes, isLast);
    slow ||= performance.now() - began > SLOW_MS;
    if (taken && large && held.delete(large)) buffers.giveBack(large);
    return taken;
  }

  try {
    let piece = await read();
    for (;;) {
      const isLast = at > end;
      const isAhead = piece.large !== null && !isLast;
      const [taken, ahead] = await Promise.all([send(piece, isLast), isAhead ? read() : null]);
      if (!taken || isLast) return;
      piece = ahead ?? (await read());
    }
  } catch (error) {
    response.destroy();
    throw error;
  } finally {
    // Of these it is not known whether the system still reads them.
    buffers.drop(held.size);
    held.clear();
  }
}

/** Resolves with true when the system has taken the bytes, with false when the client is gone. */
function write(response: ServerResponse, bytes: Buffer, isLast: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const gone = () => resolve(false);
    const taken = (error?: Error | null) => {
      response.off('close', gone);
      resolve(!error);
    };
    response.once('close', gone);
    if (isLast) response.end(bytes, taken);
    else response.write(bytes, taken);
  });
}
