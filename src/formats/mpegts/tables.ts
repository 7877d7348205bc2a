import { ordinary } from '../unusual.js';
import type { VideoCoding } from '../video-coding.js';
import { codingThat } from '../video-codings.js';

/** The packets that say which stream is what (ISO/IEC 13818-1, 2.4.4). */
export const PAT_PID = 0;
const PAT = 0;
const PMT = 2;
/** Stream types of audio (table 2-34). */
const AUDIO: ReadonlyMap<number, 'adts' | 'mpeg'> = new Map([
  [0x03, 'mpeg'],
  [0x04, 'mpeg'],
  [0x0f, 'adts'],
]);
const CRC_BYTES = 4;

export interface AudioStream {
  readonly pid: number;
  readonly index: number;
  /** How its frames are framed. */
  readonly framing: 'adts' | 'mpeg';
}

export interface VideoStream {
  readonly pid: number;
  readonly index: number;
  readonly coding: VideoCoding;
}

/** One stream of video, and perhaps one of audio. */
export interface Program {
  readonly video: VideoStream;
  readonly audio: AudioStream | null;
}

/** The PID of the only program's map (2.4.4.3). */
export function readProgramAssociation(payload: Buffer): number {
  const body = sectionIn(payload, PAT);
  const programs: number[] = [];
  for (let at = 0; at + 4 <= body.length; at += 4) {
    // Number 0 is the network's table.
    if (body.readUInt16BE(at) !== 0) programs.push(body.readUInt16BE(at + 2) & 0x1fff);
  }
  ordinary(programs.length === 1);
  return programs[0]!;
}

/** The streams of a program (2.4.4.8). */
export function readProgramMap(payload: Buffer): Program {
  const body = sectionIn(payload, PMT);
  const found = { video: [] as VideoStream[], audio: [] as AudioStream[] };
  let at = 4 + (body.readUInt16BE(2) & 0xfff);
  for (let index = 0; at < body.length; index++) {
    const type = body.readUInt8(at);
    const pid = body.readUInt16BE(at + 1) & 0x1fff;
    at += 5 + (body.readUInt16BE(at + 3) & 0xfff);
    const framing = AUDIO.get(type);
    if (framing) found.audio.push({ pid, index, framing });
    else
      found.video.push({
        pid,
        index,
        coding: codingThat(({ mpegtsStreamType }) => mpegtsStreamType === type),
      });
  }
  const [[video, second], [audio, another]] = [found.video, found.audio];
  ordinary(video !== undefined && !second && !another && video.pid !== audio?.pid);
  return { video, audio: audio ?? null };
}

/** The content of a section between header and checksum (2.4.4.11). It has to be valid now, and in one packet. */
function sectionIn(payload: Buffer, tableId: number): Buffer {
  const start = 1 + payload.readUInt8(0);
  const end = start + 3 + (payload.readUInt16BE(start + 1) & 0xfff);
  ordinary(end <= payload.length && end - start >= 8 + CRC_BYTES);
  const section = payload.subarray(start, end);
  const inForce = (section[5]! & 1) === 1;
  ordinary(section[0] === tableId && inForce && section[6] === 0 && section[7] === 0);
  ordinary(crc32(section) === 0);
  return section.subarray(8, -CRC_BYTES);
}

/** With polynomial 0x04c11db7 (annex A): 0 over a section with its checksum. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 0x80000000 ? 0x04c11db7 : 0);
  }
  return crc >>> 0;
}
