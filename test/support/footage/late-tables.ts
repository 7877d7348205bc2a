import { readFile, writeFile } from 'node:fs/promises';
import { footage, type FootageOptions } from '../footage.js';

const PACKET_BYTES = 188;
/** Of the tables of programs and their streams, as FFmpeg writes them. */
const TABLES = [0, 0x11, 0x1000];

/** A transport stream whose tables come after so many of its packets. */
export async function lateTables(
  path: string,
  options: FootageOptions,
  count: number,
): Promise<void> {
  const bytes = await readFile(await footage({ ...options, container: 'ts' }));
  const packets = Array.from({ length: bytes.length / PACKET_BYTES }, (_, i) =>
    bytes.subarray(i * PACKET_BYTES, (i + 1) * PACKET_BYTES),
  );
  const isTable = (packet: Buffer) => TABLES.includes(packet.readUInt16BE(1) & 0x1fff);
  const [early, late] = [packets.slice(0, count), packets.slice(count)];
  const tables = packets.filter(isTable).slice(0, TABLES.length);
  const kept = early.filter((packet) => !isTable(packet));
  await writeFile(path, Buffer.concat([...kept, ...tables, ...late]));
}
