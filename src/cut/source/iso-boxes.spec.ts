import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasSeveralDescriptions, readableSize } from './iso-boxes.js';
import { SourceFile } from './source-file.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function withFile<T>(bytes: Uint8Array, read: (file: SourceFile) => T): T {
  const path = join(folder, 'file.mp4');
  writeFileSync(path, bytes);
  const file = SourceFile.open(path);
  try {
    return read(file);
  } finally {
    file.close();
  }
}

function box(type: string, content: Buffer | number = 0): Buffer {
  const body = typeof content === 'number' ? Buffer.alloc(content) : content;
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + body.length);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
}

const FTYP = box('ftyp', 8);
const MOOV = box('moov', 20);
const FRAGMENT = [box('moof', 40), box('mdat', 60)];
const cut = (bytes: Buffer, length: number) => bytes.subarray(0, length);

describe('readableSize', () => {
  const whole = Buffer.concat([FTYP, MOOV, ...FRAGMENT]).length;

  it.each<[string, number, Buffer[]]>([
    ['a whole file', whole, [FTYP, MOOV, ...FRAGMENT]],
    ['a fragment cut inside moof', whole, [FTYP, MOOV, ...FRAGMENT, cut(FRAGMENT[0]!, 20)]],
    ['a fragment cut inside its header', whole, [FTYP, MOOV, ...FRAGMENT, cut(FRAGMENT[0]!, 5)]],
    [
      'a fragment cut inside mdat',
      whole,
      [FTYP, MOOV, ...FRAGMENT, FRAGMENT[0]!, cut(FRAGMENT[1]!, 30)],
    ],
    ['a fragment without its mdat', whole, [FTYP, MOOV, ...FRAGMENT, FRAGMENT[0]!]],
    ['data cut short behind its index', 24 + 20 + 30, [FTYP, MOOV, cut(box('mdat', 60), 30)]],
    ['what is no MP4 at all', 400, [Buffer.alloc(400, 0x47)]],
  ])('of %s', (_, size, parts) => {
    expect(withFile(Buffer.concat(parts), readableSize)).toBe(size);
  });
});

describe('hasSeveralDescriptions', () => {
  const moov = (entries: number) =>
    ['stbl', 'minf', 'mdia', 'trak', 'moov'].reduce(
      (inner, type) => box(type, Buffer.concat([box('free', 4), inner])),
      box('stsd', Buffer.from([0, 0, 0, 0, 0, 0, 0, entries])),
    );

  it.each([
    [1, false],
    [2, true],
  ])('of a track with %i', (entries, several) => {
    const bytes = Buffer.concat([FTYP, moov(entries)]);
    const answer = withFile(bytes, (file) => hasSeveralDescriptions(file, bytes.length));
    expect(answer).toBe(several);
  });
});
