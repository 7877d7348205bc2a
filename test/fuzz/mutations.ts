import type { Unit } from './units.js';

/** Numbers from 0 to 1. */
type Random = () => number;

const MOST_CHANGES = 4;
/** What readers of numbers get wrong: nothing, the smallest, the largest, and those next to a sign. */
const EXTREMES = [0, 1, 2, 7, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];
/** A header, and the fields that most often follow it. */
const FIELD_BYTES = 48;
/** Enough that a reader which is slow for each of them is noticed. */
const MOST_COPIES = 2_000;
const MOST_BYTES = 1024 * 1024;
/** How often a file goes on with one unit for longer than a reader may read. */
const ENDLESS = 1 / 50;
const ENDLESS_BYTES = 32 * 1024 * 1024;

/** The file with one to four changes, of its bytes or of its units. */
export function mutated(file: Buffer, units: readonly Unit[], random: Random): Buffer {
  if (units.length > 0 && random() < ENDLESS) return endless(file, units, random);
  // Most often one, since a reader gives up at the first thing that makes no sense.
  const changes = 1 + Math.floor(MOST_CHANGES * random() ** 3);
  let bytes: Buffer = Buffer.from(file);
  for (let i = 0; i < changes; i++) {
    const change = CHANGES[below(CHANGES.length, random)]!;
    // An earlier change may have shortened the file.
    const there = units.filter((unit) => unit.at + unit.bytes <= bytes.length);
    const unit = there[below(there.length, random)];
    bytes = change(bytes, unit ?? wholeOf(bytes), there, random).subarray(0, MOST_BYTES);
    if (bytes.length === 0) return bytes;
  }
  return bytes;
}

/** The first units, and then one of them without end: empty, or as it is. */
function endless(file: Buffer, units: readonly Unit[], random: Random): Buffer {
  // Most often an early one: those that follow inside others lead readers nowhere.
  const unit = units[Math.floor(units.length * random() ** 3)]!;
  const one = Buffer.from(file.subarray(unit.at, unit.at + unit.bytes));
  const isEmpty = unit.size !== null && random() < 0.5;
  // In EBML, the first bit of a size says how long it is; boxes count their header.
  const marker = unit.size && unit.size.bytes < 3 ? 2 ** (7 * unit.size.bytes) : 0;
  const size = marker || (unit.size?.at === unit.at ? unit.headerBytes : 0);
  if (isEmpty) written(one, unit.size.at - unit.at, size, unit.size.bytes, unit.size.isLittle);
  const repeated = isEmpty ? one.subarray(0, unit.headerBytes) : one;
  return Buffer.concat([file.subarray(0, unit.at), Buffer.alloc(ENDLESS_BYTES, repeated)]);
}

type Change = (file: Buffer, unit: Unit, units: readonly Unit[], random: Random) => Buffer;

const CHANGES: readonly Change[] = [
  // Any byte.
  (file, _unit, _units, random) => written(file, below(file.length, random), random() * 256, 1),
  // A number in the fields of a unit.
  (file, unit, _units, random) => {
    const at = unit.at + below(Math.min(unit.bytes, FIELD_BYTES), random);
    const bytes = [1, 2, 4][below(3, random)]!;
    return written(file, at, EXTREMES[below(EXTREMES.length, random)]!, bytes);
  },
  // Its size.
  (file, { size, bytes }, _units, random) => {
    if (!size) return file;
    const near = [bytes - 1, bytes + 1, bytes * 2, file.length];
    const value = [...EXTREMES, ...near][below(EXTREMES.length + near.length, random)]!;
    return written(file, size.at, value, size.bytes, size.isLittle);
  },
  // Its kind, which becomes that of another unit.
  (file, unit, units, random) => {
    const other = units[below(units.length, random)] ?? unit;
    const kind = file.subarray(other.at, other.at + other.headerBytes);
    return replaced(file, unit.at, unit.headerBytes, kind);
  },
  // Its content.
  (file, unit, _units, random) => {
    const value = [0, 0x7f, 0x80, 0xff][below(4, random)]!;
    return file.fill(value, unit.at + unit.headerBytes, unit.at + unit.bytes);
  },
  // Noise in its content.
  (file, unit, _units, random) => {
    for (let at = unit.at + unit.headerBytes; at < unit.at + Math.min(unit.bytes, 400); at++)
      file[at] = random() * 256;
    return file;
  },
  // The unit is missing.
  (file, unit) => replaced(file, unit.at, unit.bytes, Buffer.alloc(0)),
  // It is there twice, or thousands of times.
  (file, unit, _units, random) => {
    const copies = random() < 0.5 ? 1 : below(MOST_COPIES, random);
    const most = Math.ceil(MOST_BYTES / unit.bytes);
    const one = file.subarray(unit.at, unit.at + unit.bytes);
    const all = Array.from({ length: Math.min(copies, most) }, () => one);
    return replaced(file, unit.at, 0, Buffer.concat(all));
  },
  // It contains another, perhaps the one that contains it.
  (file, unit, units, random) => {
    const other = units[below(units.length, random)] ?? unit;
    const content = file.subarray(other.at, other.at + other.bytes);
    return replaced(file, unit.at + unit.headerBytes, 0, content);
  },
  // The file ends inside it.
  (file, unit, _units, random) => file.subarray(0, unit.at + below(unit.bytes, random)),
  // A piece of the file is missing, wherever units begin.
  (file, _unit, _units, random) => {
    const at = below(file.length, random);
    return replaced(file, at, below(file.length - at, random), Buffer.alloc(0));
  },
];

function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}

function wholeOf(file: Buffer): Unit {
  return { at: 0, bytes: file.length, headerBytes: Math.min(8, file.length), size: null };
}

function replaced(file: Buffer, at: number, bytes: number, by: Buffer): Buffer {
  return Buffer.concat([file.subarray(0, at), by, file.subarray(at + bytes)]);
}

/** Writes as much of the number as there is space for. */
function written(file: Buffer, at: number, value: number, bytes: number, isLittle = false): Buffer {
  for (let i = 0; i < bytes && at + i < file.length; i++) {
    const place = isLittle ? i : bytes - 1 - i;
    file[at + i] = Math.floor(value / 256 ** place) % 256;
  }
  return file;
}
