import type { Unit } from './elementary.js';

const VIDEO = 0xe0;
const SOUND = 0xc0;
/** The length of a packet has 16 bits. */
const MAX_PAYLOAD_BYTES = 60_000;
/** Kilohertz of the clock. */
const CLOCK = 90;
const DELAY_MS = 1000;

/** `IMKH` and 36 bytes more, which downloads from Hikvision begin with. */
export function hikvisionHeader(): Buffer {
  const header = Buffer.alloc(40);
  header.write('IMKH');
  return header;
}

/** Writes an MPEG program stream of H.264 and G.711 as recorders do: a pack for each unit. */
export function programStreamOf(units: readonly Unit[]): Buffer {
  return Buffer.concat(units.flatMap((unit) => packOf(unit)));
}

function packOf({ kind, atMs, bytes }: Unit): Buffer[] {
  const time = Math.round((atMs + DELAY_MS) * CLOCK);
  const id = kind === 'sound' ? SOUND : VIDEO;
  const pack = [packHeader(time - (DELAY_MS * CLOCK) / 2), ...(kind === 'keyframe' ? [MAP] : [])];
  for (let at = 0; at < bytes.length; at += MAX_PAYLOAD_BYTES) {
    const piece = bytes.subarray(at, at + MAX_PAYLOAD_BYTES);
    pack.push(packet(id, at === 0 ? time : null, piece));
  }
  return pack;
}

/** With a system clock (33 bits and marks between them) and a rate that means nothing. */
function packHeader(scr: number): Buffer {
  const bits =
    (1n << 46n) |
    ((BigInt(scr) >> 30n) << 43n) |
    (1n << 42n) |
    (((BigInt(scr) >> 15n) & 0x7fffn) << 27n) |
    (1n << 26n) |
    ((BigInt(scr) & 0x7fffn) << 11n) |
    (1n << 10n) |
    1n;
  const clock = Buffer.from(bits.toString(16).padStart(12, '0'), 'hex');
  return Buffer.concat([start(0xba), clock, Buffer.from([0x01, 0x89, 0xc3, 0xf8])]);
}

/** Video of H.264 (0x1b), sound of G.711 (0x90). Nobody checks its checksum. */
const MAP = Buffer.concat([
  start(0xbc),
  Buffer.from([0, 18, 0xe0, 0xff, 0, 0, 0, 8]),
  Buffer.from([0x1b, VIDEO, 0, 0, 0x90, SOUND, 0, 0]),
  Buffer.alloc(4),
]);

function packet(id: number, time: number | null, payload: Buffer): Buffer {
  const header = time === null ? Buffer.from([0x80, 0, 0]) : Buffer.concat([HAS_TIME, pts(time)]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(header.length + payload.length);
  return Buffer.concat([start(id), length, header, payload]);
}

const HAS_TIME = Buffer.from([0x80, 0x80, 5]);

function pts(time: number): Buffer {
  const field = Buffer.alloc(5);
  field.writeUInt8(0x21 | (Math.floor(time / 2 ** 30) << 1), 0);
  field.writeUInt16BE((((time >> 15) & 0x7fff) << 1) | 1, 1);
  field.writeUInt16BE(((time & 0x7fff) << 1) | 1, 3);
  return field;
}

function start(id: number): Buffer {
  return Buffer.from([0, 0, 1, id]);
}
