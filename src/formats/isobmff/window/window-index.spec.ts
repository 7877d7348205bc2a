import { describe, expect, it } from '@jest/globals';
import { type BlockingReader, readerOf } from '../../byte-reader.js';
import type { SegmentView } from '../../demuxer.js';
import { boxesIn, contentOf, inside, one } from '../boxes.js';
import { isobmff } from '../demuxer.js';
import { box, fullBox, u32, u32s } from '../write-box.js';
import { windowIndex } from './window-index.js';

const SECONDS = 1000;
const KEY_EVERY = 50;

interface TrackOptions {
  kind?: 'vide' | 'soun' | 'text';
  /** Units and samples a second. */
  timescale?: number;
  rate?: number;
  /** The edits of `elst`: duration in milliseconds, media time in units of the track. */
  edits?: [duration: number, mediaTime: number][];
  /** Bytes of every sample; 0: `stsz` lists them. */
  sampleBytes?: number;
}

function track({ kind = 'vide', timescale = 25_000, rate = 25, ...options }: TrackOptions = {}) {
  const count = SECONDS * rate;
  const { edits = [], sampleBytes = 0 } = options;
  const keys = Array.from({ length: Math.ceil(count / KEY_EVERY) }, (_, i) => i * KEY_EVERY + 1);
  const sizes = sampleBytes ? [] : Array.from({ length: count }, (_, i) => 1 + (i % 7));
  const stbl = box(
    'stbl',
    fullBox('stsd', 0, 0, u32(0)),
    fullBox('stts', 0, 0, u32(1, count, timescale / rate)),
    ...(kind === 'vide' ? [fullBox('stss', 0, 0, u32(keys.length), u32s(keys))] : []),
    fullBox('stsz', 0, 0, u32(sampleBytes, count), u32s(sizes)),
    fullBox('stsc', 0, 0, u32(1, 1, 1, 1)),
    fullBox('stco', 0, 0, u32(count), u32s(Array.from({ length: count }, (_, i) => 9000 + i * 10))),
  );
  return box(
    'trak',
    fullBox('tkhd', 0, 0, u32(0, 0, 1, 0, SECONDS * 1000)),
    ...(edits.length > 0
      ? [box('edts', fullBox('elst', 0, 0, u32(edits.length), ...edits.map(([duration, time]) => u32(duration, time, 0x10000))))] // prettier-ignore
      : []),
    box(
      'mdia',
      fullBox('mdhd', 0, 0, u32(0, 0, timescale, SECONDS * timescale)),
      fullBox('hdlr', 0, 0, u32(0), Buffer.from(kind, 'latin1'), u32(0, 0, 0)),
      box('minf', stbl),
    ),
  );
}

const moovOf = (...content: Buffer[]) =>
  box('moov', fullBox('mvhd', 0, 0, u32(0, 0, 1000, SECONDS * 1000)), ...content);
const FTYP = box('ftyp', u32(0));
const MDAT = box('mdat', u32(0));

/** How many samples each track of the index has; null where the file's own index is read. */
async function samplesIn(
  file: Buffer,
  window: [from: number, to: number] = [500, 510],
  minBytes = 1000,
): Promise<number[] | null> {
  const [fromSeconds, toSeconds] = window;
  const index = await windowIndex(readerOf(file), { fromSeconds, toSeconds }, minBytes);
  if (!index) return null;
  const reader: BlockingReader = readerOf(index.bytes);
  const moov = await inside(reader, one(await boxesIn(reader, 0, index.bytes.length), 'moov'));
  const counts: number[] = [];
  for (const trak of moov.filter(({ type }) => type === 'trak')) {
    const media = await inside(reader, one(await inside(reader, trak), 'mdia'));
    const table = await inside(reader, one(await inside(reader, one(media, 'minf')), 'stbl'));
    counts.push((await contentOf(reader, one(table, 'stsz'), 12)).readUInt32BE(8));
  }
  return counts;
}

/** The first 64 samples, and those from twelve keyframes before the window to 64 samples after it. */
const VIDEO = 64 + (12_750 + 10 * 25 + 64) - (12_250 - 11 * KEY_EVERY);

describe('windowIndex', () => {
  it('has the samples that a window needs, with ten seconds before and after it', async () => {
    // 490 s is sample 12,250, a keyframe; 520 s is sample 13,000.
    expect(await samplesIn(Buffer.concat([FTYP, moovOf(track()), MDAT]))).toEqual([VIDEO]);
  });

  it('has each track on its own clock, and nothing but picture and sound', async () => {
    const sound = track({ kind: 'soun', timescale: 48_000, rate: 50 });
    const file = Buffer.concat([FTYP, moovOf(track(), track({ kind: 'text' }), sound), MDAT]);
    // All samples of sound can be decoded: twelve before sample 24,500, and 64 after sample 26,000.
    expect(await samplesIn(file)).toEqual([VIDEO, 64 + 26_064 - (24_500 - 12)]);
  });

  it('follows an edit that skips the beginning', async () => {
    // The window lies 100 s later in the samples, and what is shown first does, too.
    const skipped = track({ edits: [[900_000, 100 * 25_000]] });
    const shown = await samplesIn(Buffer.concat([FTYP, moovOf(skipped), MDAT]));
    expect(shown).toEqual([VIDEO + 100 * 25]);
  });

  it('follows a late start of some seconds', async () => {
    const late = track({ edits: [[4000, -1], [1_000_000, 0]] }); // prettier-ignore
    expect(await samplesIn(Buffer.concat([FTYP, moovOf(late), MDAT]))).toEqual([VIDEO]);
  });

  const plain = moovOf(track());
  it.each<[string, Buffer]>([
    ['a start that is later', Buffer.concat([FTYP, moovOf(track({ edits: [[6000, -1], [9, 0]] })), MDAT])], // prettier-ignore
    ['fragments', Buffer.concat([FTYP, plain, box('moof', u32(0)), MDAT])],
    ['room for fragments', Buffer.concat([FTYP, moovOf(track(), box('mvex', u32(0))), MDAT])],
    ['samples of one size', Buffer.concat([FTYP, moovOf(track({ sampleBytes: 2 })), MDAT])],
    ['a last box without a length', Buffer.concat([FTYP, plain, u32(0), Buffer.from('mdat'), u32(7)])], // prettier-ignore
    ['a last box that was cut short', Buffer.concat([FTYP, plain, u32(99), Buffer.from('mdat')])],
    ['two indexes', Buffer.concat([FTYP, plain, plain, MDAT])],
    ['no index', Buffer.concat([FTYP, MDAT])],
  ])('leaves a file with %s to its own index', async (_, file) => {
    expect(await samplesIn(file)).toBeNull();
  });

  it.each([
    [0, true],
    [1, false],
  ])(
    'leaves an index to itself that is %d bytes shorter than it would be worth',
    async (more, isMade) => {
      const file = Buffer.concat([FTYP, plain, MDAT]);
      const made = await samplesIn(file, [500, 510], plain.length + more);
      expect(made !== null).toBe(isMade);
    },
  );

  it('names the index that it replaces', async () => {
    const file = Buffer.concat([FTYP, plain, MDAT]);
    const index = await windowIndex(readerOf(file), { fromSeconds: 1, toSeconds: 2 }, 0);
    const end = FTYP.length + plain.length;
    expect(index?.old).toMatchObject({ type: 'moov', start: FTYP.length, end });
  });

  it('keeps all other boxes as they are', async () => {
    const before = readerOf(Buffer.concat([FTYP, moovOf(track({ edits: [[900, 0]] })), MDAT]));
    const made = await windowIndex(before, { fromSeconds: 1, toSeconds: 2 }, 0);
    const after = readerOf(made!.bytes);
    const [kept, known] = await Promise.all([shapeOf(after), shapeOf(before)]);
    expect(kept).toEqual(known);
    expect(kept.map(({ type }) => type)).toEqual([
      ...['mvhd', 'trak', 'tkhd', 'edts', 'mdia', 'mdhd', 'hdlr', 'minf', 'stbl'],
    ]);
  });

  const MIB = 1024 * 1024;
  it.each([
    [64 * MIB, true],
    [64 * MIB + 1, false],
  ])('copies a box of %d bytes: %p', async (size, isMade) => {
    const moov = moovOf(track(), u32(size), Buffer.from('udta'));
    moov.writeUInt32BE(moov.length - 8 + size, 0);
    const reader = sparse(Buffer.concat([FTYP, moov]), size - 8);
    const made = await windowIndex(reader, { fromSeconds: 1, toSeconds: 2 }, 0);
    expect(made !== null).toBe(isMade);
  });

  it('is made for an index behind 64 MiB of pictures', async () => {
    const media = Buffer.concat([u32(64 * MIB), Buffer.from('mdat')]);
    const reader = sparse(media, 64 * MIB - 8, plain);
    const made = await windowIndex(reader, { fromSeconds: 1, toSeconds: 2 }, 0);
    expect(made?.old.start).toBe(64 * MIB);
  });

  it('is what the demuxer shows behind the file', async () => {
    const file = readerOf(Buffer.concat([FTYP, plain, MDAT]));
    const short = (minBytes: number) =>
      isobmff.packets!.viewOf!(file, { fromSeconds: 1, toSeconds: 2 }, minBytes);
    const { reader, hasEnd } = (await short(1000)) as SegmentView;
    expect(hasEnd).toBe(false);
    const types = (await boxesIn(reader, 0, reader.size)).map(({ type }) => type);
    expect(types).toEqual(['ftyp', 'free', 'mdat', 'moov']);
    expect(await short(plain.length + 1)).toBeNull();
  });
});

/** The boxes of an index and of its first track, with the content of those without boxes inside. */
async function shapeOf(reader: BlockingReader) {
  const moov = await inside(reader, one(await boxesIn(reader, 0, reader.size), 'moov'));
  const trak = await inside(reader, one(moov, 'trak'));
  const media = await inside(reader, one(trak, 'mdia'));
  const boxes = [...moov, ...trak, ...media, ...(await inside(reader, one(media, 'minf')))];
  const holders = ['trak', 'mdia', 'minf', 'stbl'];
  return boxes.map(({ type, start, end }) => ({
    type,
    bytes: holders.includes(type) ? null : reader.bytes(start, end - start).toString('hex'),
  }));
}

/** A file of these bytes, so many zeros, and further bytes. */
function sparse(head: Buffer, zeros: number, tail: Buffer = Buffer.alloc(0)): BlockingReader {
  const tailAt = head.length + zeros;
  return {
    size: tailAt + tail.length,
    bytes(start, length) {
      if (start >= tailAt) return tail.subarray(start - tailAt, start - tailAt + length);
      const bytes = Buffer.alloc(length);
      if (start < head.length) head.copy(bytes, 0, start);
      return bytes;
    },
  };
}
