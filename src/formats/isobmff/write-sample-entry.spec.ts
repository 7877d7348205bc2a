import { describe, expect, it } from '@jest/globals';
import { readerOf } from '../byte-reader.js';
import { boxesIn } from './boxes.js';
import { audioEntry, type VideoFormat, videoEntry } from './write-sample-entry.js';

const CONFIGURATION = Uint8Array.of(1, 100, 0, 30, 0xff, 0xe1, 0);
const PLAIN: VideoFormat = {
  ...{ width: 640, height: 360, sampleEntry: 'avc1', configurationBox: 'avcC' },
  ...{ configuration: CONFIGURATION, pixelAspect: { num: 1, den: 1 }, colour: null },
};

/** The boxes after the fixed fields of an entry, with their content. */
async function boxesOf(entry: Buffer, from: number): Promise<[string, string][]> {
  const found = await boxesIn(readerOf(entry), from, entry.length);
  return found.map(({ type, content, end }) => [
    type,
    entry.subarray(content, end).toString('hex'),
  ]);
}

describe('videoEntry', () => {
  const FIELDS = 86;

  it('has the fields of ISO/IEC 14496-12, 12.1.3, and the decoder configuration', async () => {
    const entry = videoEntry(PLAIN);
    expect(entry.readUInt32BE(0)).toBe(entry.length);
    expect(entry.toString('latin1', 4, 8)).toBe('avc1');
    expect(entry.readUInt16BE(14)).toBe(1); // data_reference_index
    expect([entry.readUInt16BE(32), entry.readUInt16BE(34)]).toEqual([640, 360]);
    expect([entry.readUInt32BE(36), entry.readUInt32BE(40)]).toEqual([0x480000, 0x480000]);
    expect(entry.readUInt16BE(48)).toBe(1); // frame_count
    expect([entry.readUInt16BE(82), entry.readInt16BE(84)]).toEqual([24, -1]);
    // Everything else is zero.
    const set = [0, 1, 2, 3, 4, 5, 6, 7, 15, 32, 33, 34, 35, 37, 41, 49, 83, 84, 85];
    const rest = [...entry.subarray(0, FIELDS)].filter((_, at) => !set.includes(at));
    expect(rest.every((byte) => byte === 0)).toBe(true);
    expect(await boxesOf(entry, FIELDS)).toEqual([['avcC', '016400' + '1effe100']]);
  });

  it.each<[string, Partial<VideoFormat>, [string, string][]]>([
    [
      'pixels that are not square',
      { pixelAspect: { num: 4, den: 3 } },
      [['pasp', '0000000400000003']],
    ],
    ['square pixels in other numbers', { pixelAspect: { num: 5, den: 5 } }, []],
    [
      'colours in limited range',
      { colour: { primaries: 1, transfer: 6, matrix: 5, fullRange: false } },
      [['colr', '6e636c78' + '0001' + '0006' + '0005' + '00']],
    ],
    [
      'colours in full range',
      { colour: { primaries: 9, transfer: 16, matrix: 2, fullRange: true } },
      [['colr', '6e636c78' + '0009' + '0010' + '0002' + '80']],
    ],
  ])('describes %s', async (_, format, expected) => {
    const [, ...more] = await boxesOf(videoEntry({ ...PLAIN, ...format }), FIELDS);
    expect(more).toEqual(expected);
  });
});

describe('audioEntry', () => {
  const FIELDS = 36;
  const AAC = { codec: 'aac', sampleRate: 48_000, channels: 2, description: Uint8Array.of(0x11, 0x90) } as const; // prettier-ignore

  it('has the fields of ISO/IEC 14496-12, 12.2.3', () => {
    const entry = audioEntry(AAC);
    expect(entry.toString('latin1', 4, 8)).toBe('mp4a');
    expect(entry.readUInt16BE(14)).toBe(1);
    expect([entry.readUInt16BE(24), entry.readUInt16BE(26)]).toEqual([2, 16]);
    expect(entry.readUInt32BE(32)).toBe(48_000 * 0x10000);
    const set = [0, 1, 2, 3, 4, 5, 6, 7, 15, 25, 27, 32, 33];
    const rest = [...entry.subarray(0, FIELDS)].filter((_, at) => !set.includes(at));
    expect(rest.every((byte) => byte === 0)).toBe(true);
  });

  it('leaves a rate of more than 16 bits to the description', () => {
    expect(audioEntry({ ...AAC, sampleRate: 0xffff }).readUInt32BE(32)).toBe(0xffff * 0x10000);
    expect(audioEntry({ ...AAC, sampleRate: 96_000 }).readUInt32BE(32)).toBe(0);
  });

  // Descriptors of ISO/IEC 14496-1: ES, DecoderConfig (with DecoderSpecificInfo for AAC), SLConfig.
  it.each([
    [
      'AAC',
      AAC,
      '00000000' +
        '0380808022' +
        '000000' +
        '0480808014' +
        '40150000000000000000000000' +
        '0580808002' +
        '1190' +
        '0680808001' +
        '02',
    ],
    [
      'MP3',
      { ...AAC, codec: 'mp3', description: null } as const,
      '00000000' +
        '038080801b' +
        '000000' +
        '048080800d' +
        '6b150000000000000000000000' +
        '0680808001' +
        '02',
    ],
  ])('describes the stream of %s', async (_, format, expected) => {
    expect(await boxesOf(audioEntry(format), FIELDS)).toEqual([['esds', expected]]);
  });

  it('writes lengths of more than seven bits', async () => {
    const description = new Uint8Array(300).fill(7);
    const [[, esds] = ['', '']] = await boxesOf(audioEntry({ ...AAC, description }), FIELDS);
    expect(esds).toContain('058080822c' + '07'.repeat(300));
  });
});
