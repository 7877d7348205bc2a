import { readFile, writeFile } from 'node:fs/promises';
import { footage, type FootageOptions } from '../footage.js';

/** Of an entry in the index of all packets: that the packet is a keyframe. */
const KEYFRAME = 0x10;
/** Of an entry in a segment's index: that it is none. */
const NO_KEYFRAME = 0x80000000;

interface Chunk {
  readonly id: string;
  readonly data: Buffer;
  readonly isKey: boolean;
}

/**
 * Writes footage as AVI of several segments (OpenDML AVI File Format Extensions 1.02), as recorders and FFmpeg write it
 * beyond one gigabyte: each has an index of its own for every stream (`ix00`), and the header has an index of those
 * (`indx`). The first also has the index of AVI 1.0.
 */
export async function openDml(
  path: string,
  options: FootageOptions,
  packetsInSegment: number,
): Promise<void> {
  const file = await readFile(await footage({ ...options, container: 'avi' }));
  const lists = [...chunksIn(file.subarray(12))];
  const header = [...chunksIn(listed(lists, 'hdrl'))];
  const packets = packetsOf(listed(lists, 'movi'), lists.find(({ id }) => id === 'idx1')!.data);
  const segments: Chunk[][] = [];
  for (let at = 0; at < packets.length; at += packetsInSegment) {
    segments.push(packets.slice(at, at + packetsInSegment));
  }

  const streams = header.filter(({ id }) => id === 'LIST').map(({ data }) => data.subarray(4));
  const names = [...new Set(packets.map(({ id }) => id))].sort();
  const heading = (indexes: readonly Buffer[]) =>
    list(
      'hdrl',
      chunk('avih', header[0]!.data),
      ...names.map((_, i) => {
        const parts = [...chunksIn(streams[i]!)].filter(({ id }) => ['strh', 'strf'].includes(id));
        return list('strl', ...parts.map(({ id, data }) => chunk(id, data)), indexes[i]!);
      }),
      list('odml', chunk('dmlh', u32(packets.filter(({ id }) => id === names[0]).length))),
    );
  const empty = names.map((name) => superIndex(name, segments.map(() => ({ at: 0, bytes: 0, packets: 0 })))); // prettier-ignore

  const written: Buffer[] = [];
  const entries = names.map((): Entry[] => []);
  let at = 0;
  for (const [number, segment] of segments.entries()) {
    const isFirst = number === 0;
    const before = isFirst ? heading(empty).length : 0;
    // Where its packets begin: behind the headers of the segment and of the list.
    const base = at + 12 + before + 12;
    const indexes = names.map((name) => segmentIndex(name, segment, base));
    let indexAt = base + bytesOf(segment.map(({ id, data }) => chunk(id, data)));
    for (const [i, index] of indexes.entries()) {
      const count = segment.filter(({ id }) => id === names[i]).length;
      entries[i]!.push({ at: indexAt, bytes: index.length, packets: count });
      indexAt += index.length;
    }
    const movie = list('movi', ...segment.map(({ id, data }) => chunk(id, data)), ...indexes);
    const parts = isFirst ? [Buffer.alloc(before), movie, oldIndex(segment)] : [movie];
    const riff = chunk('RIFF', Buffer.concat([Buffer.from(isFirst ? 'AVI ' : 'AVIX'), ...parts]));
    written.push(riff);
    at += riff.length;
  }
  heading(names.map((name, i) => superIndex(name, entries[i]!))).copy(written[0]!, 12);
  await writeFile(path, Buffer.concat(written));
}

interface Entry {
  readonly at: number;
  readonly bytes: number;
  readonly packets: number;
}

function superIndex(name: string, entries: readonly Entry[]): Buffer {
  const rows = entries.map(({ at, bytes, packets }) =>
    Buffer.concat([u32(at, 0), u32(bytes, packets)]),
  );
  return chunk('indx', Buffer.concat([indexHead(4, 0, rows.length, name), u32(0, 0, 0), ...rows]));
}

function segmentIndex(name: string, segment: readonly Chunk[], base: number): Buffer {
  const rows: Buffer[] = [];
  let at = 8;
  for (const { id, data, isKey } of segment) {
    if (id === name) rows.push(u32(at, (data.length | (isKey ? 0 : NO_KEYFRAME)) >>> 0));
    at += chunk(id, data).length;
  }
  const head = [indexHead(2, 1, rows.length, name), u32(base, 0), u32(0)];
  return chunk(`ix${name.slice(0, 2)}`, Buffer.concat([...head, ...rows]));
}

/** Longs of an entry, the kind of index, the number of entries, and what they are about. */
function indexHead(longs: number, kind: number, count: number, name: string): Buffer {
  return Buffer.concat([Buffer.of(longs, 0, 0, kind), u32(count), Buffer.from(name)]);
}

function oldIndex(segment: readonly Chunk[]): Buffer {
  let at = 4;
  const rows = segment.map(({ id, data, isKey }) => {
    const row = Buffer.concat([Buffer.from(id), u32(isKey ? KEYFRAME : 0, at, data.length)]);
    at += chunk(id, data).length;
    return row;
  });
  return chunk('idx1', Buffer.concat(rows));
}

/** The packets of an ordinary file, whose index lists them in their order. */
function packetsOf(movie: Buffer, index: Buffer): Chunk[] {
  return [...chunksIn(movie)].map(({ id, data }, i) => {
    if (index.toString('latin1', 16 * i, 16 * i + 4) !== id) throw new Error(`Packet ${i}: ${id}`);
    return { id, data, isKey: (index.readUInt32LE(16 * i + 4) & KEYFRAME) !== 0 };
  });
}

function* chunksIn(bytes: Buffer): Generator<{ id: string; data: Buffer }> {
  for (let at = 0; at + 8 <= bytes.length;) {
    const end = at + 8 + bytes.readUInt32LE(at + 4);
    yield { id: bytes.toString('latin1', at, at + 4), data: bytes.subarray(at + 8, end) };
    at = end + (end & 1);
  }
}

/** The content of a list. */
function listed(chunks: readonly { id: string; data: Buffer }[], name: string): Buffer {
  const { data } = chunks.find(
    ({ id, data }) => id === 'LIST' && data.toString('latin1', 0, 4) === name,
  )!;
  return data.subarray(4);
}

function chunk(id: string, data: Buffer): Buffer {
  const padding = Buffer.alloc(data.length & 1);
  return Buffer.concat([Buffer.from(id), u32(data.length), data, padding]);
}

function list(name: string, ...parts: readonly Buffer[]): Buffer {
  return chunk('LIST', Buffer.concat([Buffer.from(name), ...parts]));
}

function bytesOf(parts: readonly Buffer[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => bytes.writeUInt32LE(value, 4 * i));
  return bytes;
}
