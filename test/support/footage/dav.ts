import type { Unit } from './elementary.js';

const TYPES = { keyframe: 0xfd, picture: 0xfc, sound: 0xf0 } as const;
const HEADER_BYTES = 24;
const TRAILER_BYTES = 8;
/** Of the header that some files begin with. */
const FILE_HEADER_BYTES = 1024;

export interface DavOptions {
  readonly startedAt: number;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

/** Writes a recording as recorders of Dahua do (`.dav`): a header and a trailer around each unit. */
export function davOf(units: readonly Unit[], options: DavOptions): Buffer {
  return Buffer.concat(units.map((unit, number) => frameOf(unit, number, options)));
}

/** What some of them have in front. */
export function davHeader(): Buffer {
  const header = Buffer.alloc(FILE_HEADER_BYTES);
  header.write('DAHUA');
  return header;
}

function frameOf(unit: Unit, number: number, options: DavOptions): Buffer {
  const extension = extensionOf(unit, options);
  const length = HEADER_BYTES + extension.length + unit.bytes.length + TRAILER_BYTES;
  const header = Buffer.alloc(HEADER_BYTES);
  const at = options.startedAt + unit.atMs;
  header.write('DHAV');
  header.writeUInt8(TYPES[unit.kind], 4);
  header.writeUInt32LE(number, 8);
  header.writeUInt32LE(length, 12);
  header.writeUInt32LE(secondOf(new Date(at)), 16);
  header.writeUInt16LE(at % 0x10000, 20);
  header.writeUInt8(extension.length, 22);
  header.writeUInt8(header.subarray(0, 23).reduce((sum, byte) => sum + byte, 0) & 0xff, 23);
  const trailer = Buffer.from('dhav\0\0\0\0');
  trailer.writeUInt32LE(length, 4);
  return Buffer.concat([header, extension, unit.bytes, trailer]);
}

/** The size, codec and rate of pictures; the channels, codec and sample rate of sound. */
function extensionOf({ kind }: Unit, { width, height, fps }: DavOptions): Buffer {
  if (kind === 'picture') return Buffer.alloc(0);
  if (kind === 'sound') return Buffer.from([0x83, 1, 0x0e, 0]);
  const size = Buffer.from([0x82, 0, 0, 0, 0, 0, 0, 0]);
  size.writeUInt16LE(width, 4);
  size.writeUInt16LE(height, 6);
  return Buffer.concat([size, Buffer.from([0x81, 0, 0x02, fps])]);
}

/** 6 bits of the year, 4 of the month, 5 of the day and the hour, 6 of the minute and the second. */
function secondOf(date: Date): number {
  const day = (date.getUTCFullYear() - 2000) * 2 ** 26 + ((date.getUTCMonth() + 1) << 22);
  const hour = (date.getUTCDate() << 17) + (date.getUTCHours() << 12);
  return day + hour + (date.getUTCMinutes() << 6) + date.getUTCSeconds();
}
