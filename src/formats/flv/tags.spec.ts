import { describe, expect, it } from '@jest/globals';
import { strictReader } from '../testing/strict-reader.js';
import { aac, flvFile, flvTag, picture } from '../testing/write-flv.js';
import { Unusual } from '../unusual.js';
import { firstTag, type Tag, tagsFrom } from './tags.js';

async function read(file: Buffer): Promise<Tag[]> {
  const reader = strictReader(file);
  const tags: Tag[] = [];
  for await (const tag of tagsFrom(reader, await firstTag(reader))) tags.push(tag);
  return tags;
}

const PICTURE = picture(40, true, '65'.repeat(30));

describe('tagsFrom', () => {
  it('gives the place, the time and the first bytes of each tag', async () => {
    const [first, second, ...more] = await read(flvFile(PICTURE, aac(70)));
    expect(first).toMatchObject({ type: 9, timeMs: 40, content: 24, end: 59 });
    expect(first!.head.toString('hex')).toBe('1701000000' + '65'.repeat(11));
    expect(second).toMatchObject({ type: 8, timeMs: 70, content: 74, end: 78 });
    expect(second!.head.toString('hex')).toBe('af01dead');
    expect(more).toEqual([]);
  });

  it('reads times of more than three bytes', async () => {
    const [tag] = await read(flvFile(aac(0x7fffffff)));
    expect(tag!.timeMs).toBe(0x7fffffff);
  });

  it('goes by the headers where the lengths after the tags are wrong', async () => {
    const tags = [flvTag(9, 0, Buffer.from('17'), 0), flvTag(9, 40, Buffer.from('27'), 0xffffffff)];
    expect((await read(flvFile(...tags, aac(50)))).map(({ timeMs }) => timeMs)).toEqual([
      0, 40, 50,
    ]);
  });

  it('skips what a longer header of the file has', async () => {
    const file = Buffer.concat([Buffer.from('FLV\x01\x05\0\0\0\x0b??\0\0\0\0', 'latin1'), aac(9)]);
    expect((await read(file)).map(({ timeMs }) => timeMs)).toEqual([9]);
  });

  it('leaves out a last tag that is not complete', async () => {
    const whole = flvFile(PICTURE, aac(70));
    const ends = Array.from({ length: 19 }, (_, i) => whole.length - 1 - i);
    const counts = await Promise.all(
      ends.map(async (end) => (await read(whole.subarray(0, end))).length),
    );
    // Four bytes of length, four of content and the header.
    expect(counts).toEqual([2, 2, 2, 2, ...Array<number>(15).fill(1)]);
  });

  it.each<[string, Buffer]>([
    ['a tag of another type', flvTag(10, 0, Buffer.alloc(4))],
    ['a tag that is encrypted', flvTag(0x29, 0, Buffer.alloc(4))],
    ['a time after 24 days', aac(0x80000000)],
    ['zeros', Buffer.alloc(100)],
    ['a number of a stream', Buffer.from('0800000000000000' + '000001' + '00000000', 'hex')],
  ])('calls %s unusual', async (_, bytes) => {
    await expect(read(flvFile(PICTURE, bytes))).rejects.toThrow(Unusual);
  });

  it.each([8, 1025])('calls a header of %d bytes unusual', async (length) => {
    const file = flvFile(PICTURE);
    file.writeUInt32BE(length, 5);
    await expect(read(Buffer.concat([file, Buffer.alloc(2000)]))).rejects.toThrow(Unusual);
  });
});
