import { describe, expect, it } from '@jest/globals';
import { h264Coding } from '../h264/coding.js';
import { hevcCoding } from '../h265/coding.js';
import { readProgramAssociation, readProgramMap } from './tables.js';

/** As FFmpeg writes them: one program with H.264 in 0x100 and AAC in 0x101. */
const PAT = '0000b00d0001c100000001f0002ab104b2';
const PMT = '0002b0170001c10000e100f0001be100f0000fe101f0002f44b99b';

const filled = (hex: string) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(20, 0xff)]);

/** The section with other bytes from `at` on, and a checksum that fits. */
function changed(hex: string, at: number, bytes: string): Buffer {
  const section = Buffer.from(hex, 'hex').subarray(0, -4);
  section.write(bytes, at, 'hex');
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(checksum(section.subarray(1)));
  return Buffer.concat([section, sum]);
}

/** ISO/IEC 13818-1, annex A, bit by bit. */
function checksum(bytes: Uint8Array): number {
  let register = 0xffffffffn;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit--) {
      const top = ((register >> 31n) & 1n) ^ BigInt((byte >> bit) & 1);
      register = ((register << 1n) & 0xffffffffn) ^ (top ? 0x04c11db7n : 0n);
    }
  }
  return Number(register);
}

describe('readProgramAssociation', () => {
  it('finds the map of the only program', () => {
    expect(readProgramAssociation(filled(PAT))).toBe(0x1000);
  });

  it.each([
    ['a network alone', changed(PAT, 9, '0000')],
    ['another table', changed(PAT, 1, '01')],
    ['one that is not in force yet', changed(PAT, 6, 'c0')],
    ['a section of several', changed(PAT, 8, '01')],
    ['a damaged one', filled(PAT.replace('f000', 'f001'))],
    ['one that reaches into the next packet', Buffer.from(PAT, 'hex').subarray(0, 15)],
  ])('does not take %s', (_, payload) => {
    expect(() => readProgramAssociation(payload)).toThrow();
  });
});

describe('readProgramMap', () => {
  it('finds the streams', () => {
    expect(readProgramMap(filled(PMT))).toEqual({
      video: { pid: 0x100, index: 0, coding: h264Coding },
      audio: { pid: 0x101, index: 1, framing: 'adts' },
    });
  });

  it.each(['03', '04'])('finds sound of type %s that comes first', (type) => {
    const payload = changed(PMT, 13, `${type}e101f0001be100f000`);
    expect(readProgramMap(payload)).toEqual({
      video: { pid: 0x100, index: 1, coding: h264Coding },
      audio: { pid: 0x101, index: 0, framing: 'mpeg' },
    });
  });

  it('reads a program with HEVC', () => {
    expect(readProgramMap(changed(PMT, 13, '24')).video.coding).toBe(hevcCoding);
  });

  it.each([
    ['MPEG-2 video', changed(PMT, 13, '02')],
    ['another kind of sound', changed(PMT, 18, '81')],
    ['two of video', changed(PMT, 18, '1b')],
    ['sound alone', changed(PMT, 13, '0f')],
    ['one stream for both', changed(PMT, 19, 'e100')],
    ['descriptors that reach past the end', changed(PMT, 11, 'ffff')],
  ])('does not take %s', (_, payload) => {
    expect(() => readProgramMap(payload)).toThrow();
  });
});
