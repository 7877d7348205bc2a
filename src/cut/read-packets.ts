import type { SourcePart } from './cut-types.js';
import type { PacketSum } from './source/packet-sums.js';
import { CutWorker, type CutWorkerOptions } from './worker/cut-worker.js';

/**
 * Reads the packets of a part of a file's video without FFmpeg, and those around it, in the process that cuts.
 *
 * @throws SmartCutNotPossible where such a file is not read without FFmpeg, `FfmpegError` where the process was
 * killed, an error with code `TIMED_OUT`, and the signal's own reason
 */
export async function readPackets(
  part: SourcePart,
  options: CutWorkerOptions,
): Promise<PacketSum[]> {
  const worker = new CutWorker(options);
  try {
    return await worker.call('packetSums', [part]);
  } finally {
    await worker.close();
  }
}
