import { describe, expect, it } from '@jest/globals';
import { readerOf } from '../../byte-reader.js';
import { buildAvcc } from '../../h264/avcc.js';
import { unlessUnusual } from '../../unusual.js';
import { boxesIn } from '../boxes.js';
import { box, fullBox, u16, u32, u8 } from '../write-box.js';
import { audioEntry, videoEntry } from '../write-sample-entry.js';
import { onlyEntry, readAudioCodec, readPicture } from './sample-entry.js';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
/** Written by x264 for pictures of 320x180. */
const SPS = bytes('6764000cacd941419f9f0110000003001000000301e0f1429960');
const FIELDS = bytes('67640015acd941433f260220000003002000000303c3e28532c0');
const PPS = bytes('68ef8fcb');

const video = (fields: Partial<Parameters<typeof videoEntry>[0]> = {}) =>
  videoEntry({
    ...{ width: 320, height: 180, sampleEntry: 'avc1', configurationBox: 'avcC' },
    configuration: buildAvcc([SPS], [PPS]),
    ...{ pixelAspect: { num: 1, den: 1 }, colour: null },
    ...fields,
  });

/** The entry of `stsd` with this content, read by `read`; null where it is unusual. */
async function readIn<T>(
  entries: readonly Buffer[],
  read: (
    reader: ReturnType<typeof readerOf>,
    entry: Awaited<ReturnType<typeof onlyEntry>>,
  ) => Promise<T>,
  count = entries.length,
): Promise<T | null> {
  const file = fullBox('stsd', 0, 0, u32(count), ...entries);
  const reader = readerOf(file);
  const [stsd] = await boxesIn(reader, 0, file.length);
  return unlessUnusual(async () => read(reader, await onlyEntry(reader, stsd!)));
}

describe('readPicture', () => {
  const PICTURE = { codec: 'h264', width: 320, height: 180, pixelFormat: 'yuv420p' };

  it('reads the picture that the entry and its configuration agree on', async () => {
    expect(await readIn([video()], readPicture)).toMatchObject(PICTURE);
    const more = video({ pixelAspect: { num: 4, den: 3 } });
    expect(await readIn([more], readPicture)).toMatchObject(PICTURE);
  });

  it.each<[string, readonly Buffer[], number]>([
    ['another width than its configuration has', [video({ width: 336 })], 1],
    ['another height than its configuration has', [video({ height: 192 })], 1],
    ['fields', [video({ configuration: buildAvcc([FIELDS], [PPS]) })], 1],
    ['two sets', [video({ configuration: buildAvcc([SPS, SPS], [PPS]) })], 1],
    ['no set', [video({ configuration: buildAvcc([], [PPS]).with(1, 100) })], 1],
    ['bytes that are no configuration', [video({ configuration: u32(7) })], 1],
    ['another codec', [video({ sampleEntry: 'mp4v' })], 1],
    ['another box in place of its configuration', [video({ configurationBox: 'glbl' })], 1],
    ['a second entry', [video(), video()], 2],
    ['no entry', [], 0],
    ['a count that is not that of its entries', [video()], 2],
  ])('takes a track with %s for unusual', async (_, entries, count) => {
    expect(await readIn(entries, readPicture, count)).toBeNull();
  });
});

describe('readAudioCodec', () => {
  const aac = {
    codec: 'aac',
    sampleRate: 48_000,
    channels: 2,
    description: u8(0x11, 0x90),
  } as const;
  const fields = (version = 0) => [u32(0), u16(0, 1), u16(version, 0), u32(0), u16(1, 16, 0, 0), u32(8000 << 16)]; // prettier-ignore
  const plain = (type: string) => box(type, ...fields());
  /** `mp4a` with an elementary stream descriptor. */
  const mp4a = (esds: Buffer, version = 0) =>
    box('mp4a', ...fields(version), fullBox('esds', 0, 0, esds));
  const stream = (flags: number, object: number) =>
    u8(0x03, 8, 0, 1, flags, 0x04, 3, object, 0x15, 0);

  it.each<[string, Buffer]>([
    ['aac', audioEntry(aac)],
    ['mp3', audioEntry({ ...aac, codec: 'mp3', description: null })],
    ['mp3', mp4a(stream(0, 0x69))],
    ['aac', mp4a(stream(0x1f, 0x40))],
    ['pcm_mulaw', plain('ulaw')],
    ['pcm_alaw', plain('alaw')],
    ['opus', plain('Opus')],
  ])('names %s', async (codec, entry) => {
    expect(await readIn([entry], readAudioCodec)).toBe(codec);
  });

  it.each<[string, Buffer]>([
    ['of another codec', plain('ac-3')],
    ['of another object type', mp4a(stream(0, 0x41))],
    ['with fields of QuickTime', mp4a(stream(0, 0x40), 1)],
    ['with further fields in its descriptor', mp4a(stream(0x80, 0x40))],
    ['with another descriptor', mp4a(u8(0x05, 8, 0, 1, 0, 0x04, 3, 0x40, 0x15, 0))],
    ['with another descriptor inside', mp4a(u8(0x03, 8, 0, 1, 0, 0x05, 3, 0x40, 0x15, 0))],
  ])('takes an entry %s for unusual', async (_, entry) => {
    expect(await readIn([entry], readAudioCodec)).toBeNull();
  });
});
