import { describe, expect, it } from '@jest/globals';
import type { EncodedPacket } from 'mediabunny';
import { buildAvcc } from '../../formats/h264/avcc.js';
import type { OpenSource } from './open-source.js';
import { descriptionOf, VideoStream } from './video-stream.js';

const SPS = Buffer.from('6764000cacd941419f9f0110000003001000000301e0f1429960', 'hex');
const PPS = Buffer.from('68ef8fcb', 'hex');
/**
 * By letter: a keyframe, another picture, a picture that the container calls a keyframe, a picture behind
 * another NAL unit, no picture, a signature, and a signature that the container calls a keyframe.
 */
const SIGNATURE = '060510005bc93f2d715e95ada4796f90877a6f80';
const NALS = {
  ...{ I: '6588', P: '419a', K: '419b', M: '0605 419a', X: '0910' },
  ...{ S: SIGNATURE, Z: SIGNATURE },
};

interface Options {
  codec?: string | null;
  description?: Uint8Array;
  hidesNegativeTimes?: boolean;
  ending?: OpenSource['ending'];
  bytes?: number;
}

/** A source of packets such as `I0 P1`, in decode order. */
function source(pictures: string, options: Options = {}): OpenSource {
  const prefix = (nal: string) =>
    options.description ? (nal.length / 2).toString(16).padStart(8, '0') : '00000001';
  const packets = pictures.split(' ').map((picture, sequenceNumber) => {
    const nals = NALS[picture[0] as keyof typeof NALS].split(' ');
    const data = Buffer.from(nals.map((nal) => prefix(nal) + nal).join(''), 'hex');
    const fields = { timestamp: Number(picture.slice(1)), byteLength: options.bytes ?? 6 };
    const type = 'IKZ'.includes(picture[0]!) ? 'key' : 'delta';
    return { ...fields, sequenceNumber, type, duration: 1, data };
  });
  const keys = packets.filter(({ type }) => type === 'key');
  const answer = (value: unknown) => Promise.resolve(value ?? null);
  return {
    reading: { hidesNegativeTimes: options.hidesNegativeTimes ?? false },
    ending: options.ending ?? 'whole',
    video: {
      track: {
        getCodec: () => answer(options.codec === undefined ? 'avc' : options.codec),
        getDecoderConfig: () => answer(options.description && { description: options.description }),
      },
      reopen: null,
      packets: {
        getFirstPacket: () => answer(packets[0]),
        getNextPacket: (packet: (typeof packets)[0]) => answer(packets[packets.indexOf(packet) + 1]), // prettier-ignore
        getPacket: (time: number) =>
          answer(packets.filter(({ timestamp }) => timestamp <= time).at(-1)),
        getKeyPacket: (time: number) => answer(keys.findLast(({ timestamp }) => timestamp <= time)),
        getFirstKeyPacket: () => answer(keys[0]),
      },
    },
  } as unknown as OpenSource;
}

const open = (...args: Parameters<typeof source>) => VideoStream.of(source(...args));
const frames = (count: number, from: number) =>
  Array.from({ length: count }, (_, i) => `P${from + i}`).join(' ');

describe('VideoStream.of', () => {
  it.each<[string, string, Options, number]>([
    ['the first frame', 'I5 P6', {}, 5],
    ['a frame that is shown before it', 'I5 P3 P4', {}, 3],
    ['a negative time', 'I-2 P-1 P0', {}, -2],
    ['the first time that is not hidden', 'I-2 P-1 P1', { hidesNegativeTimes: true }, 1],
    ['0 and a rounding error', 'I-0.0000005 P1', { hidesNegativeTimes: true }, -0.0000005],
    ['a frame that decoders hold back for', `I30 ${frames(19, 31)} P2`, {}, 2],
    ['no later one', `I30 ${frames(21, 31)} P2`, {}, 30],
    ['a shown frame after many hidden ones', `I-90 ${frames(60, -89)} P3 P2`, { hidesNegativeTimes: true }, 2], // prettier-ignore
  ])('starts with %s', async (_, pictures, options, expected) => {
    expect((await open(pictures, options)).startSeconds).toBe(expected);
  });

  it('has the parameter sets and the lengths of its container', async () => {
    const { containerSets, lengthSize } = await open('I0', {
      description: buildAvcc([SPS], [PPS]),
    });
    expect(containerSets.map((set) => Buffer.from(set))).toEqual([SPS, PPS]);
    expect(lengthSize).toBe(4);
    expect(await open('I0')).toMatchObject({ containerSets: [], lengthSize: null });
  });

  it.each<[string, string, Options, string]>([
    ['another codec', 'I0', { codec: 'vp9' }, 'codec'],
    ['no codec', 'I0', { codec: null }, 'codec'],
    ['a damaged configuration', 'I0', { description: Buffer.alloc(9) }, 'damaged'],
    ['no frame that is shown', 'I-2 P-1', { hidesNegativeTimes: true }, 'no_frames'],
  ])('refuses %s', async (_, pictures, options, obstacle) => {
    await expect(open(pictures, options)).rejects.toMatchObject({ obstacle });
  });
});

async function timesOf(stream: VideoStream, first: EncodedPacket | null = null) {
  const times: number[] = [];
  for await (const { timestamp } of stream.packetsFrom(first)) times.push(timestamp);
  return times;
}

describe('The packets of a video', () => {
  it('are all of them, or without the last where it was cut short', async () => {
    expect(await timesOf(await open('I0 P1 P2', { ending: 'whole' }))).toEqual([0, 1, 2]);
    expect(await timesOf(await open('I0 P1 P2', { ending: 'torn' }))).toEqual([0, 1]);
    await expect(timesOf(await open('I0 P1 P2', { ending: 'doubtful' }))).rejects.toThrow(
      'the last picture may be cut short',
    );
  });

  it('are read from a given one on', async () => {
    const stream = await open('I0 P1 I2 P3');
    expect(await timesOf(stream, await stream.entryAt(2))).toEqual([2, 3]);
  });

  it('are split into NAL units, of which one has to be a picture', async () => {
    const description = buildAvcc([SPS], [PPS]);
    for (const stream of [await open('M0 X1'), await open('M0 X1', { description })]) {
      const packets: EncodedPacket[] = [];
      for await (const packet of stream.packetsFrom(null)) packets.push(packet);
      expect(stream.nalsOf(packets[0]!).map((nal) => Buffer.from(nal).toString('hex'))).toEqual(
        NALS.M.split(' '),
      );
      expect(() => stream.nalsOf(packets[1]!)).toThrow(
        expect.objectContaining({ obstacle: 'damaged' }),
      );
    }
  });
});

describe('A byte stream in a container whose configuration says that there are lengths', () => {
  const stream = open('I0', { description: buildAvcc([SPS], [PPS]) });
  it.each<[string, string, string[] | null]>([
    ['is split at its start codes', '00000001658800000001419a', ['6588', '419a']],
    ['is not taken for one where its lengths add up', '000000010a0000000241 9a', ['0a', '419a']],
    ['is damaged without a start code of four bytes', '000001658800000001419a', null],
    ['is damaged without a picture', '0000000109100000', null],
  ])('%s', async (_, hex, expected) => {
    const packet = {
      data: Buffer.from(hex.replaceAll(' ', ''), 'hex'),
    } as unknown as EncodedPacket;
    const read = async () => (await stream).nalsOf(packet).map((nal) => Buffer.from(nal).toString('hex')); // prettier-ignore
    if (expected) expect(await read()).toEqual(expected);
    else await expect(read()).rejects.toMatchObject({ obstacle: 'damaged' });
  });
});

describe('The signatures of a video that have packets of their own', () => {
  const description = buildAvcc([SPS], [PPS]);
  const contentOf = (packet: { data: Uint8Array }, stream: VideoStream) =>
    stream.nalsOf(packet as EncodedPacket).map((nal) => {
      const hex = Buffer.from(nal).toString('hex');
      return Object.entries(NALS).find(([, each]) => each === hex)![0];
    });
  async function read(pictures: string, options: Options, from?: number, metadataOnly = false) {
    const stream = await open(pictures, { description, ...options });
    const first = from === undefined ? null : await stream.entryAt(from);
    const packets: string[] = [];
    for await (const packet of stream.packetsFrom(first, { metadataOnly })) {
      packets.push(`${contentOf(packet, stream).join('')}${packet.timestamp}`);
    }
    return packets.join(' ');
  }

  it.each<[string, string, string]>([
    ['are read with the picture that follows', 'I0 P1 S2 I2 P3', 'I0 P1 SI2 P3'],
    ['are read with the last picture at the end', 'I0 P1 S2', 'I0 PS1'],
    ['may have a time that lies further back', 'I0 P1 Z0 I2', 'I0 P1 SI2'],
  ])('%s', async (_, pictures, expected) => {
    expect(await read(pictures, {})).toBe(expected);
    expect(await read(pictures, { description: undefined! })).toBe(expected);
  });

  it('are left out where they are cut short', async () => {
    expect(await read('I0 P1 S2', { ending: 'torn' })).toBe('I0 P1');
  });

  it.each<[string, string, number, string]>([
    ['are part of the entry point at a time', 'I0 P1 S2 I2 P3', 2, 'SI2 P3'],
    ['are all part of it', 'I0 P1 S2 S2 I2 P3', 2, 'SSI2 P3'],
    ['are part of it where they are called keyframes', 'I0 P1 Z2 I2 P3', 2, 'SI2 P3'],
    ['are part of it where they come shortly before', 'I0 P1 S1.999 I2 P3', 2, 'SI2 P3'],
    ['are part of it where they are the first of the file', 'S0 I0 P1', 0, 'SI0 P1'],
    ['are no entry points', 'I0 P1 Z2 P2 P3', 3, 'I0 P1 SP2 P3'],
    ['are no entry point for an earlier time', 'I0 P1 Z2 I2.5 P3', 2, 'I0 P1 SI2.5 P3'],
    ['are the entry point where a file begins with them', 'Z0 I1 P2', 0, 'SI1 P2'],
    ['are left out before an entry point that lies further back', 'I0 S1 I1 P2 P3', 3, 'I1 P2 P3'],
    ['are not those of an earlier picture', 'I0 S1 P1 I2 P3', 2, 'I2 P3'],
  ])('%s', async (_, pictures, from, expected) => {
    expect(await read(pictures, {}, from)).toBe(expected);
  });

  it('are joined also where only the index was asked for, once some were', async () => {
    expect(await read('S0 I0 P1 S2 I2 P3', {}, 0, true)).toBe('SI0 P1 SI2 P3');
  });

  it('are part of the last group of pictures', async () => {
    const stream = await open('I0 P1 S2', { ending: 'doubtful' });
    expect(Buffer.from(await stream.lastGop()).toString('hex')).toContain(`419a00000001${SIGNATURE}`); // prettier-ignore
  });
});

describe('The entry point of a time', () => {
  const stream = open('I0 P1 I2 P3 K4 P5 K6 P7');
  it.each([
    ['the packet at that time', 2, 2],
    ['one that is late by a rounding error', 2 - 5e-7, 2],
    ['the last one before', 3, 2],
    ['the last that decoding can begin at', 7, 2],
    ['the first of the file', -1, 0],
  ])('is %s', async (_, seconds, expected) => {
    expect((await (await stream).entryAt(seconds)).timestamp).toBe(expected);
  });

  it('is sought among ten packets that are called keyframes', async () => {
    const marked = (count: number) => `I0 ${frames(count, 1).replaceAll('P', 'K')}`;
    expect((await (await open(marked(9))).entryAt(99)).timestamp).toBe(0);
    const sought = (await open(marked(10))).entryAt(99);
    await expect(sought).rejects.toMatchObject({ obstacle: 'no_keyframe' });
    await expect((await open('P0 P1')).entryAt(1)).rejects.toMatchObject({
      obstacle: 'no_keyframe',
    });
  });
});

describe('The last group of pictures', () => {
  it('has the sets of the container and all packets, the last one too', async () => {
    const description = buildAvcc([SPS], [PPS]);
    const stream = await open('I0 P1 I2 P3', { description, ending: 'doubtful' });
    const nals = [SPS.toString('hex'), PPS.toString('hex'), NALS.I, NALS.P];
    expect(Buffer.from(await stream.lastGop()).toString('hex')).toBe(
      nals.map((nal) => `00000001${nal}`).join(''),
    );
  });

  it('may have 64 MiB', async () => {
    const MIB = 1024 * 1024;
    expect(await (await open('I0 P1', { bytes: 32 * MIB })).lastGop()).toHaveLength(12);
    const larger = (await open('I0 P1', { bytes: 32 * MIB + 1 })).lastGop();
    await expect(larger).rejects.toMatchObject({ obstacle: 'gop_too_long' });
  });
});

describe('descriptionOf', () => {
  it('gives the bytes of a view or of a buffer', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    expect(descriptionOf({ description: bytes.subarray(1, 3) })).toEqual(Uint8Array.of(2, 3));
    expect(descriptionOf({ description: bytes.buffer })).toEqual(bytes);
    expect(descriptionOf({})).toBeNull();
  });
});
