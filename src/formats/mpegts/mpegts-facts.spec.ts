import { describe, expect, it } from '@jest/globals';
import { strictReader } from '../testing/strict-reader.js';
import { unlessUnusual } from '../unusual.js';
import { mpegts } from './demuxer.js';
import { mpegtsFacts } from './mpegts-facts.js';
import type { MediaFacts } from '../media-facts.js';

/** How long the pictures of a file last, in seconds. */
const lengthOf = ({ video }: MediaFacts) => video!.endTimeSeconds! - video!.startTimeSeconds;

/** As FFmpeg writes them: one program with H.264 in 0x100 and AAC in 0x101, or with H.264 alone. */
const PAT = Buffer.from('0000b00d0001c100000001f0002ab104b2', 'hex');
const PMT = Buffer.from('0002b0170001c10000e100f0001be100f0000fe101f0002f44b99b', 'hex');
const [PAT_PID, PMT_PID, VIDEO, AUDIO, FILLER] = [0, 0x1000, 0x100, 0x101, 0x1fff];
const CLOCK = 90_000;
const WRAP = 2 ** 33;
const FRAME_TICKS = 3600;
/** What is searched at either end. */
const SEARCH_PACKETS = 64 * 348;

const SETS = '000000016764000cacd941419f9f0110000003001000000301e0f14299600000000168ef8fcb';
/** A keyframe of 320x180 that fills three packets, and one that refers to it. */
const KEYFRAME = Buffer.from(`0000000106${'55'.repeat(200)}${SETS}000000016588842000${'ff'.repeat(200)}`, 'hex'); // prettier-ignore
const LATER_FRAME = Buffer.from(`00000001419a2000${'ff'.repeat(300)}000001419a20`, 'hex');
const AAC_FRAME = Buffer.from('fff14c8002bffc21100405', 'hex');

/** Packets that hold this, the last filled up by an adaptation field (2.4.3.4). */
function packets(pid: number, content: Buffer): Buffer {
  const found: Buffer[] = [];
  for (let at = 0; at < content.length; at += 184) {
    const payload = content.subarray(at, at + 184);
    const stuffing = Buffer.alloc(184 - payload.length, 0xff);
    if (stuffing.length > 0) stuffing[0] = stuffing.length - 1;
    if (stuffing.length > 1) stuffing[1] = 0;
    const flags = stuffing.length > 0 ? 0x30 : 0x10;
    const header = [0x47, (at === 0 ? 0x40 : 0) | (pid >> 8), pid & 0xff, flags];
    found.push(Buffer.from(header), stuffing, payload);
  }
  return Buffer.concat(found);
}

/** A PES packet (2.4.3.6), with a time in three parts. */
function pes(pid: number, ticks: number | null, data: Buffer): Buffer {
  const start = [0, 0, 1, pid === VIDEO ? 0xe0 : 0xc0, 0, 0, 0x80];
  if (ticks === null) return packets(pid, Buffer.concat([Buffer.from([...start, 0, 0]), data]));
  const at = BigInt(ticks);
  const part = (shift: bigint) => [Number((at >> (shift + 7n)) & 0xffn), Number(((at >> shift) & 0x7fn) << 1n) | 1]; // prettier-ignore
  const time = [0x21 | Number((at >> 30n) << 1n), ...part(15n), ...part(0n)];
  return packets(pid, Buffer.concat([Buffer.from([...start, 0x80, 5, ...time]), data]));
}

const TABLES = Buffer.concat([table(PAT_PID, PAT), table(PMT_PID, PMT)]);
const filler = (count: number) => Buffer.alloc(count * 188, packets(FILLER, Buffer.alloc(184)));

/** A table fills its packet with 0xff. */
function table(pid: number, section: Buffer): Buffer {
  const content = Buffer.alloc(184, 0xff);
  section.copy(content);
  return packets(pid, content);
}

const picture = (ticks: number | null, data = LATER_FRAME) => pes(VIDEO, ticks, data);
const sound = (ticks: number) => pes(AUDIO, ticks, AAC_FRAME);

/** So many pictures from these ticks on. */
function pictures(count: number, from: number, step = FRAME_TICKS): Buffer[] {
  return Array.from({ length: count }, (_, i) =>
    picture((from + i * step) % WRAP, i === 0 ? KEYFRAME : LATER_FRAME),
  );
}

const read = (...parts: Buffer[]) => mpegtsFacts(strictReader(Buffer.concat(parts)));
const isUnusual = async (...parts: Buffer[]) =>
  (await unlessUnusual(() => read(...parts))) === null;

describe('mpegtsFacts', () => {
  it('reads the facts of pictures with sound', async () => {
    const parts = [TABLES, ...pictures(50, 126_000), sound(127_000), sound(320_000)];
    expect(await read(...parts)).toEqual({
      demuxer: 'mpegts',
      sizeBytes: Buffer.concat(parts).length,
      startTimeSeconds: 1.4,
      creationTime: null,
      video: {
        ...{ index: 0, codec: 'h264', pixelFormat: 'yuv420p', width: 320, height: 180 },
        ...{ rotation: 0, fieldOrder: 'progressive', timeBase: '1/90000' },
        ...{ startTimeSeconds: 1.4, endTimeSeconds: 3.4 },
        frameRate: expect.closeTo(25, 9) as unknown as number,
      },
      audio: { index: 1, codec: 'aac' },
    });
  });

  it('starts with sound that comes first, and ends with the last picture', async () => {
    const parts = [TABLES, sound(90_000), ...pictures(50, 126_000), sound(127_000)];
    expect(await read(...parts)).toMatchObject({
      startTimeSeconds: 1,
      video: { startTimeSeconds: 1.4, endTimeSeconds: 3.4 },
    });
  });

  it('reads two pictures, and neither one nor none', async () => {
    const facts = await read(TABLES, ...pictures(2, 0), sound(0));
    expect(lengthOf(facts)).toBeCloseTo(0.08, 6);
    expect(await isUnusual(TABLES, ...pictures(1, 0), sound(0))).toBe(true);
    expect(await isUnusual(TABLES, sound(0))).toBe(true);
  });

  it('counts on where the clock wraps, unless a file begins in its last minute', async () => {
    const lastMinute = WRAP - 60 * CLOCK;
    const from = (start: number) => [TABLES, ...pictures(70, start, CLOCK), sound(start)];
    const facts = await read(...from(lastMinute - 1));
    const { startTimeSeconds } = facts;
    expect(startTimeSeconds).toBeCloseTo((lastMinute - 1) / CLOCK, 6);
    expect(lengthOf(facts)).toBeCloseTo(70, 6);
    expect(await isUnusual(...from(lastMinute))).toBe(true);
  });

  it('takes a later time for one after the wrap where it is more than a minute before the first', async () => {
    const start = 100 * CLOCK;
    const head = [TABLES, ...pictures(50, start), sound(start), filler(SEARCH_PACKETS)];
    const tail = [...pictures(20, start + 30 * FRAME_TICKS), sound(start)];
    const ending = (ticks: number) => [...head, ...tail, picture(ticks)];
    const durationOf = async (ticks: number) => lengthOf(await read(...ending(ticks)));
    expect(await durationOf(start - 60 * CLOCK)).toBeCloseTo(2, 6);
    expect(await durationOf(start - 60 * CLOCK - 1)).toBeCloseTo(WRAP / CLOCK - 60 + 0.04, 3);
  });

  it('finds streams that begin and end far inside, as far as it searches', async () => {
    const tail = [...pictures(20, 200_000), sound(290_000)];
    const late = (packetsBefore: number) => {
      const head = Buffer.concat([TABLES, ...pictures(40, 0)]);
      const gap = packetsBefore - head.length / 188;
      return [head, filler(gap), sound(5000), ...tail];
    };
    expect(lengthOf(await read(...late(SEARCH_PACKETS - 1)))).toBeCloseTo(3.02, 1);
    expect(await isUnusual(...late(SEARCH_PACKETS))).toBe(true);

    const early = (packetsAfter: number) => {
      const end = Buffer.concat(pictures(20, 200_000));
      const gap = packetsAfter - end.length / 188;
      return [TABLES, ...pictures(40, 0), filler(SEARCH_PACKETS), sound(100_000), end, filler(gap)];
    };
    expect(await isUnusual(TABLES, sound(0), ...early(SEARCH_PACKETS))).toBe(false);
    expect(await isUnusual(TABLES, sound(0), ...early(SEARCH_PACKETS + 1))).toBe(true);
  });

  it('reads no more of a long file than its beginning and its end', async () => {
    const [head, tail] = [40, 20].map((count) => [...pictures(count, 0), sound(0)]);
    const bytes = Buffer.concat([TABLES, ...head!, filler(5000), ...tail!, Buffer.alloc(187)]);
    const pieces: [start: number, length: number][] = [];
    await mpegtsFacts({
      size: bytes.length,
      bytes(start, length) {
        expect(start + length).toBeLessThanOrEqual(bytes.length);
        pieces.push([start, length]);
        return bytes.subarray(start, start + length);
      },
    });
    const piece = 348 * 188;
    const end = bytes.length - 187;
    expect(pieces).toEqual([[0, piece], [end - piece, piece]]); // prettier-ignore
  });

  it.each<[string, Buffer[]]>([
    ['a picture without a time', [...pictures(9, 0), picture(null), sound(0)]],
    ['pictures before the first', [...pictures(9, 90_000), picture(86_400), sound(90_000)]],
    ['pictures at one time', [...pictures(9, 0, 0), sound(0)]],
    ['no sound though a stream is for it', pictures(9, 0)],
    ['no keyframe at the beginning', [picture(0), picture(3600), sound(0)]],
    ['another map later', [...pictures(9, 0), sound(0), table(PMT_PID, altered(PMT, 5))]],
    ['a map in two parts', [...pictures(9, 0), sound(0), continued(PMT_PID, PMT)]],
    ['an association in two parts', [...pictures(9, 0), sound(0), continued(PAT_PID, PAT)]],
    ['a damaged association later', [...pictures(9, 0), sound(0), table(PAT_PID, altered(PAT, 9))]],
  ])('takes %s for unusual', async (_, parts) => {
    expect(await isUnusual(TABLES, ...parts)).toBe(true);
  });

  it('takes a file without tables for unusual', async () => {
    expect(await isUnusual(...pictures(9, 0), sound(0))).toBe(true);
  });

  it('accepts tables that are repeated', async () => {
    expect(await isUnusual(TABLES, ...pictures(9, 0), TABLES, sound(0), TABLES)).toBe(false);
  });
});

/** A section with another bit at a place. */
function altered(section: Buffer, at: number): Buffer {
  const bytes = Buffer.from(section);
  bytes[at]! ^= 2;
  return bytes;
}

/** A packet of a table in which none begins. */
function continued(pid: number, section: Buffer): Buffer {
  const bytes = table(pid, section);
  bytes[1]! &= 0x1f;
  return bytes;
}

describe('endingOf of the demuxer', () => {
  const MIB = 1024 * 1024;
  it.each([
    ['a short file', 1880, 0, 1880],
    ['a long file', MIB + 188, 188, MIB],
  ])('reads the last part of %s', (_, size, start, length) => {
    const whole = picture(0, Buffer.alloc(100));
    const pieces: number[][] = [];
    const reader = {
      size,
      bytes: (...piece: [number, number]) => {
        pieces.push(piece);
        return Buffer.concat([filler(9), whole]);
      },
    };
    expect(mpegts.packets!.endingOf!(reader, VIDEO)).toBe('whole');
    expect(pieces).toEqual([[start, length]]);
  });
});
