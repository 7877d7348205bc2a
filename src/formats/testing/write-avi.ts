import { joinAnnexB } from '../nal-units.js';

const SPS = Buffer.from('6764000cacd941419f9f0110000003001000000301e0f1429960', 'hex');
const PPS = Buffer.from('68ef8fcb', 'hex');

/** A chunk of RIFF; `length` replaces its own. */
export function chunk(id: string, content: Buffer, length = content.length): Buffer {
  const header = Buffer.alloc(8);
  header.write(id, 'latin1');
  header.writeUInt32LE(length, 4);
  return Buffer.concat([header, content, Buffer.alloc(content.length & 1)]);
}

export function list(type: string, chunks: readonly Buffer[], length?: number, id = 'LIST') {
  return chunk(id, Buffer.concat([Buffer.from(type, 'latin1'), ...chunks]), length);
}

interface StreamHeader {
  scale?: number;
  rate?: number;
  start?: number;
  stepBytes?: number;
}

function stream(kind: string, header: StreamHeader, format: Buffer): Buffer {
  const { scale = 1, rate = 10, start = 0, stepBytes = 0 } = header;
  const strh = Buffer.alloc(56);
  strh.write(kind, 'latin1');
  for (const [at, value] of [
    [20, scale],
    [24, rate],
    [28, start],
    [44, stepBytes],
  ] as const) {
    // prettier-ignore
    strh.writeUInt32LE(value, at);
  }
  return list('strl', [chunk('strh', strh), chunk('strf', format)]);
}

/** Video of ten pictures a second, unless the header says otherwise. */
export function videoStream(header: StreamHeader = {}, codec = 'H264', extra = Buffer.alloc(0)) {
  const format = Buffer.alloc(40);
  format.writeUInt32LE(40 + extra.length);
  format.write(codec, 16, 'latin1');
  return stream('vids', header, Buffer.concat([format, extra]));
}

interface WaveFormat {
  tag: number;
  channels?: number;
  sampleRate: number;
  blockBytes?: number;
  description?: string;
}

export function soundStream(header: StreamHeader, wave: WaveFormat): Buffer {
  const description = Buffer.from(wave.description ?? '', 'hex');
  const format = Buffer.alloc(18);
  format.writeUInt16LE(wave.tag, 0);
  format.writeUInt16LE(wave.channels ?? 1, 2);
  format.writeUInt32LE(wave.sampleRate, 4);
  format.writeUInt16LE(wave.blockBytes ?? 0, 12);
  format.writeUInt16LE(description.length, 16);
  return stream('auds', header, Buffer.concat([format, description]));
}

/** The header of a file and what follows. */
export function aviFile(streams: readonly Buffer[], ...rest: readonly Buffer[]): Buffer {
  return list('AVI ', [list('hdrl', [chunk('avih', Buffer.alloc(56)), ...streams]), ...rest], undefined, 'RIFF'); // prettier-ignore
}

/** The index of such chunks in one list. */
export function indexOf(chunks: readonly Buffer[]): Buffer {
  let at = 4;
  const rows = chunks.map((each) => {
    const row = Buffer.alloc(16);
    each.copy(row, 0, 0, 4);
    row.writeUInt32LE(at, 8);
    each.copy(row, 12, 4, 8);
    at += each.length;
    return row;
  });
  return chunk('idx1', Buffer.concat(rows));
}

/** With the parameter sets that a keyframe begins with. */
export const SETS: readonly Buffer[] = [SPS, PPS];

/**
 * A picture whose slice gives its number and when it is shown, in half frames from the last keyframe on; these sets
 * count it in six bits.
 *
 * @param number what the picture's content is
 */
export function picture(number: number, order: number, sets: readonly Buffer[] | null): Buffer {
  const slice = sliceOf(sets !== null, order & 63);
  const content = Buffer.concat([slice, Buffer.from([1, number >> 8, 1, number & 255, 1])]);
  return chunk('00dc', Buffer.from(joinAnnexB([...(sets ?? []), content])));
}

/** First macroblock, kind, PPS id, frame number of four bits, the id of an IDR picture, and the order. */
function sliceOf(isIdr: boolean, order: number): Buffer {
  const bits = `1${isIdr ? '011' : '1'}1${'0000'}${isIdr ? '1' : ''}${order.toString(2).padStart(6, '0')}1`;
  const bytes = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0').match(/.{8}/g)!;
  return Buffer.from([isIdr ? 0x65 : 0x41, ...bytes.map((each) => Number.parseInt(each, 2))]);
}

/** Pictures in the order in which they are shown; every tenth is a keyframe. */
export function pictures(from: number, count: number, sets = SETS): Buffer[] {
  return Array.from({ length: count }, (_, i) => {
    const number = from + i;
    return picture(number, (number % 10) * 2, number % 10 === 0 ? sets : null);
  });
}
