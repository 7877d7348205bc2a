import { readFile, writeFile } from 'node:fs/promises';

/** Writes an instant into the `mvhd` of an MP4 whose index is at its end, in seconds since 1904. */
export async function setCreationTime(path: string, seconds: bigint): Promise<void> {
  const bytes = await readFile(path);
  const [moov, mvhd] = ['moov', 'mvhd'].map((type) => bytes.lastIndexOf(type) - 4);
  const size = bytes.readUInt32BE(mvhd);
  const end = mvhd! + size;
  // From version 0, with times of 32 bits, to version 1, with times of 64.
  const header = Buffer.alloc(36);
  header.writeUInt32BE(size + 12, 0);
  header.write('mvhd', 4, 'latin1');
  header[8] = 1;
  header.writeBigUInt64BE(seconds, 12);
  bytes.copy(header, 28, mvhd! + 20, mvhd! + 24);
  const duration = Buffer.alloc(8);
  duration.writeBigUInt64BE(BigInt(bytes.readUInt32BE(mvhd! + 24)));
  const rest = bytes.subarray(mvhd! + 28, end);
  bytes.writeUInt32BE(bytes.readUInt32BE(moov) + 12, moov);
  const parts = [header.subarray(0, 32), duration, rest];
  await writeFile(path, Buffer.concat([bytes.subarray(0, mvhd), ...parts, bytes.subarray(end)]));
}
