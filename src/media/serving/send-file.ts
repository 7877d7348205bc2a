import type { ServerResponse } from 'node:http';
import type { ReadNext } from '../storage/clip-storage.js';
import { type SendBuffers, SMALL } from './send-buffers.js';

/** A client that takes longer for a piece gains nothing from large pieces. */
const SLOW_MS = 250;

/** The file became shorter after its length was sent, so the answer cannot be completed. */
export class FileCutShortError extends Error {
  override readonly name = 'FileCutShortError';
}

interface Piece {
  readonly bytes: Buffer;
  /** The shared buffer that it lies in; null: it lies in the answer's own. */
  readonly large: Buffer | null;
}

/**
 * Sends `length` bytes as the body of an answer whose `Content-Length` they are, and ends it. Resolves when
 * the system has taken all of them, or when the client is gone. The answer must have its connection already:
 * while it waits behind another answer, nothing would show that the client went away.
 *
 * A client that keeps up gets large pieces, and the next one is read while one is sent. A slow client gets one
 * small piece at a time.
 *
 * @throws FileCutShortError, or the system's error; the connection is closed then
 */
export async function sendFile(
  readNext: ReadNext,
  length: number,
  response: ServerResponse,
  buffers: SendBuffers,
): Promise<void> {
  if (length <= SMALL) return sendWhole(readNext, length, response);
  const held = new Set<Buffer>();
  let small: Buffer | null = null;
  let slow = false;
  let left = length;

  async function read(): Promise<Piece> {
    const large = slow ? null : buffers.take();
    if (large) held.add(large);
    const buffer = large ?? (small ??= Buffer.allocUnsafe(SMALL));
    const bytesRead = await readSome(readNext, buffer.subarray(0, Math.min(buffer.length, left)));
    left -= bytesRead;
    return { bytes: buffer.subarray(0, bytesRead), large };
  }

  /** Returns whether the client is still there. */
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
      const isLast = left === 0;
      const isAhead = piece.large !== null && !isLast;
      const [taken, ahead] = await Promise.all([send(piece, isLast), isAhead ? read() : null]);
      if (!taken || isLast) return;
      piece = ahead ?? (await read());
    }
  } catch (error) {
    response.destroy();
    throw error;
  } finally {
    // The system may still read from these.
    buffers.drop(held.size);
    held.clear();
  }
}

/** Sends what fits a small buffer. Nothing else uses the buffer, so there is nothing to wait for. */
async function sendWhole(
  readNext: ReadNext,
  length: number,
  response: ServerResponse,
): Promise<void> {
  try {
    const bytes = Buffer.allocUnsafe(length);
    let at = 0;
    do at += await readSome(readNext, at === 0 ? bytes : bytes.subarray(at));
    while (at < length);
    response.end(bytes);
  } catch (error) {
    response.destroy();
    throw error;
  }
}

async function readSome(readNext: ReadNext, buffer: Buffer): Promise<number> {
  const bytesRead = await readNext(buffer);
  if (bytesRead === 0) throw new FileCutShortError('A file ended before the bytes to be sent.');
  return bytesRead;
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
