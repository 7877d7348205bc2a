import { describe, expect, it } from '@jest/globals';
import { strictReader } from '../testing/strict-reader.js';
import { type Block, blocksFrom } from './blocks.js';

/** A cluster of unknown size at 1000. */
const CLUSTER = '1f43b675ff' + 'e78203e8';
/** Of track 1 at 5, without content. */
const BLOCK = 'a384' + '81' + '0005' + '80';

async function blocksOf(hex: string): Promise<Block[]> {
  const found: Block[] = [];
  for await (const block of blocksFrom(strictReader(Buffer.from(hex, 'hex')), 0)) found.push(block);
  return found;
}

describe('blocksFrom', () => {
  it.each<[string, string, Partial<Block>]>([
    ['an early time', 'a384' + '81' + '8000' + '80', { timestamp: 1000 - 32768 }],
    ['a late time', 'a384' + '81' + '7fff' + '80', { timestamp: 1000 + 32767 }],
    ['a track in one byte', 'a384' + 'fe' + '0005' + '80', { trackNumber: 126 }],
    ['a track in two bytes', 'a385' + '407f' + '0005' + '80', { trackNumber: 127 }],
    ['a track in four bytes', 'a387' + '10000001' + '0005' + '80', { trackNumber: 1 }],
    ['no lacing', 'a384' + '81' + '0005' + 'f9', { laced: false }],
    ['Xiph lacing', 'a384' + '81' + '0005' + '02', { laced: true }],
    ['lacing of fixed size', 'a384' + '81' + '0005' + '04', { laced: true }],
  ])('reads a block of %s', async (_, block, expected) => {
    const usual = { trackNumber: 1, timestamp: 1005, laced: false };
    expect(await blocksOf(CLUSTER + block)).toMatchObject([
      { ...(expected.timestamp === undefined ? usual : {}), ...expected },
    ]);
  });

  it.each([
    // Position, PrevSize; BlockDuration, ReferencePriority, ReferenceBlock, CodecState, additions
    ...['a7', 'ab', '9b', 'fa', 'fb', 'a4', '75a1', '75a2'],
    // Void, CRC-32; SeekHead, Cues, Tags, Chapters, Attachments
    ...['ec', 'bf', '114d9b74', '1c53bb6b', '1254c367', '1043a770', '1941a469'],
  ])('passes over the element %s', async (id) => {
    expect(await blocksOf(`${CLUSTER}${id}8107${BLOCK}${'00'.repeat(4)}`)).toHaveLength(1);
  });

  it.each([
    ['a track in five bytes', CLUSTER + 'a388' + '0800000001' + '0005' + '80'],
    ['a cluster without a time', '1f43b675ff' + BLOCK],
    ['an empty time', '1f43b675ff' + 'e780' + BLOCK],
    ['a time of seven bytes', '1f43b675ff' + 'e787' + '00'.repeat(7) + BLOCK],
    ['a block of unknown size', CLUSTER + 'a3ff' + '81000580'],
    ['zeros inside', CLUSTER + '00'.repeat(12)],
  ])('takes %s for unusual', async (_, hex) => {
    await expect(blocksOf(hex)).rejects.toThrow();
  });

  it.each([
    ['an element that reaches past it', CLUSTER + BLOCK + 'a3a0' + '81000580'],
    ['fewer bytes than a header', CLUSTER + BLOCK + '00'.repeat(11)],
  ])('ends with the file, at %s', async (_, hex) => {
    expect(await blocksOf(hex)).toHaveLength(1);
  });

  it('reads as many elements as it may, and no more', async () => {
    expect(await blocksOf(CLUSTER + BLOCK.repeat(1022))).toHaveLength(1022);
    await expect(blocksOf(CLUSTER + BLOCK.repeat(1023))).rejects.toThrow();
  });
});
