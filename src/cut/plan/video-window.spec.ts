import { describe, expect, it } from '@jest/globals';
import type { EncodedPacket } from 'mediabunny';
import { splitAnnexB } from '../../formats/nal-units.js';
import { lettersStream } from '../testing/letters-codec.js';
import { findStart, findTail } from './video-window.js';

/** What a window consists of; the pictures of the head's stream are those that the encoder is given. */
async function planOf(pictures: string, from: number, to: number) {
  const stream = lettersStream(pictures);
  const { head, tail: start } = await findStart(stream, from, to);
  const tail = start && (await findTail(stream, start, to));
  return {
    head: head && {
      stream: splitAnnexB(head.stream).map(String).join(),
      ...{ skip: head.skip, times: head.times },
    },
    tail: tail && { start: tail.packet.timestamp, times: tail.times },
  };
}

const text = (pictures: string) =>
  pictures
    .split(' ')
    .map((picture) => String([...Buffer.from(picture)]))
    .join();

describe('A window', () => {
  const CLOSED = 'I0 P1 P2 P3 I4 P5 P6 I7 P8';

  it('is encoded up to the next entry point, and copied from there', async () => {
    expect(await planOf(CLOSED, 2, 6)).toEqual({
      head: { stream: text('I0 P1 P2 P3'), skip: 2, times: [2, 3] },
      tail: { start: 4, times: [4, 5] },
    });
  });

  it('has no head if it starts on an entry point, and no tail if none is inside', async () => {
    expect(await planOf(CLOSED, 4, 6)).toEqual({
      head: null,
      tail: { start: 4, times: [4, 5] },
    });
    expect(await planOf(CLOSED, 1, 3)).toEqual({
      head: { stream: text('I0 P1 P2 P3'), skip: 1, times: [1, 2] },
      tail: null,
    });
  });
});

describe('A window of open groups of pictures', () => {
  const OPEN = 'I0 P1 P2 P3 C6 L4 L5 P7 P8 C11 L9 L10 P12';

  it('has the leading pictures of the entry point in its head, and not in its tail', async () => {
    expect(await planOf(OPEN, 2, 9)).toEqual({
      head: { stream: text('I0 P1 P2 P3 C6 L4 L5'), skip: 2, times: [2, 3, 4, 5] },
      tail: { start: 6, times: [6, 7, 8] },
    });
  });

  it('has a single leading picture in its head', async () => {
    expect(await planOf('I0 P1 C3 L2 P4', 1, 5)).toMatchObject({
      head: { times: [1, 2] },
      tail: { times: [3, 4] },
    });
  });

  it('copies the leading pictures of later entry points', async () => {
    const { tail } = await planOf(OPEN, 2, 13);
    expect(tail).toEqual({ start: 6, times: [6, 7, 8, 11, 9, 10, 12] });
  });

  it('ends among leading pictures without a tail', async () => {
    expect(await planOf(OPEN, 2, 5)).toEqual({
      head: { stream: text('I0 P1 P2 P3 C6 L4 L5'), skip: 2, times: [2, 3, 4] },
      tail: null,
    });
  });

  it('is decoded without the leading pictures of the entry point before it', async () => {
    expect(await planOf(OPEN, 7, 9)).toMatchObject({
      head: { stream: text('C6 P7 P8 C11 L9 L10'), skip: 1, times: [7, 8] },
    });
  });

  it('shows the picture that is displayed, where none begins inside', async () => {
    expect(await planOf(OPEN, 2.2, 2.8)).toEqual({
      head: { stream: text('I0 P1 P2 P3 C6 L4 L5'), skip: 2, times: [2] },
      tail: null,
    });
    expect(await planOf('I0 P1 P2', 2.2, 2.8)).toMatchObject({ head: { skip: 2, times: [2] } });
    await expect(planOf('I0 P1 P2', 3.2, 3.8)).rejects.toMatchObject({ obstacle: 'no_frames' });
  });

  it('is refused if it needs pictures whose references are missing', async () => {
    await expect(planOf('C3 L1 L2 P4 I5', 1, 6)).rejects.toMatchObject({ obstacle: 'no_keyframe' });
  });
});

describe('The end of a window', () => {
  it('is refused if it depends on more than two later frames', async () => {
    expect((await planOf('I0 P4 L1 P2 P3', 0, 3)).tail?.times).toEqual([0, 4, 1, 2, 3]);
    await expect(planOf('I0 P4 L1 P2 P3 P5', 0, 2)).rejects.toMatchObject({
      obstacle: 'reordering',
    });
  });

  it('is refused if frames of its copied part come before the first', async () => {
    const window = planOf('I0 P1 I4 P3 P5', 4, 6);
    await expect(window).rejects.toMatchObject({ obstacle: 'timestamps' });
  });
});

describe('A window whose limits are not exactly the times of frames', () => {
  const SHORT = 5e-7;

  it('begins with a frame that is early by a rounding error', async () => {
    expect(await planOf('I0 P1 P2 I3 P4', 3 + SHORT, 5)).toMatchObject({
      head: null,
      tail: { start: 3, times: [3, 4] },
    });
    expect((await planOf('I0 P1 P2 I9', 1 + SHORT, 3)).head?.times).toEqual([1, 2]);
  });

  it('ends before a frame that is early by a rounding error', async () => {
    expect((await planOf('I0 P1 P2 P3', 0, 2 + SHORT)).tail?.times).toEqual([0, 1]);
    expect(await planOf('I0 P1 P2 I10 P11', 1, 10 + SHORT)).toMatchObject({
      head: { times: [1, 2] },
      tail: null,
    });
  });
});

describe('A copied part with packets that have no picture', () => {
  const pictures = lettersStream('I0 P1 I2 P3');
  const timesWith = async (inIndex: string) => {
    const { tail } = await findStart(pictures, 0, 9);
    const index = lettersStream(inIndex);
    const packetsFrom: typeof pictures.packetsFrom = (first, options) =>
      options?.metadataOnly ? index.packetsFrom(null) : pictures.packetsFrom(first, options);
    return (await findTail({ ...pictures, packetsFrom }, tail!, 9)).times;
  };

  it.each([
    ['at the time of the next', 'I0 P1 S2 I2 P3'],
    ['shortly before the next', 'I0 P1 S1.9985 I2 P3'],
    ['at the time of the one before', 'I0 P1 S1 I2 P3'],
  ])('is read by its content where one is %s', async (_, index) => {
    expect(await timesWith(index)).toEqual([0, 1, 2, 3]);
  });

  it('is read by its index otherwise', async () => {
    expect(await timesWith('I0 P1 S1.99 I2 P3')).toEqual([0, 1, 1.99, 2, 3]);
  });
});

describe('A window whose frames are decoded late', () => {
  /** After so many frames that are shown after the window, one that is shown in it. */
  const late = (count: number, last: string) =>
    ['I0', ...Array.from({ length: count }, (_, i) => `P${10 + i}`), last].join(' ');

  it('has them as long as decoders hold frames back, and reads no further', async () => {
    expect((await planOf(late(20, 'P1'), 1, 5)).head?.times).toEqual([1]);
    await expect(planOf(late(21, 'P1'), 1, 5)).rejects.toMatchObject({ obstacle: 'no_frames' });
  });

  it('has them in its copied part, too', async () => {
    const tailOf = async (count: number) => {
      const stream = lettersStream(late(count, 'P1'));
      const { tail } = await findStart(stream, 0, 5);
      return findTail(stream, tail!, 5);
    };
    await expect(tailOf(20)).rejects.toMatchObject({ obstacle: 'reordering' });
    expect((await tailOf(21)).times).toEqual([0]);
  });
});

describe('A group of pictures', () => {
  const MIB = 1024 * 1024;
  const frames = (count: number) => Array.from({ length: count }, (_, i) => (i ? `P${i}` : 'I0')).join(' '); // prettier-ignore

  it('may have 3000 frames', async () => {
    expect((await planOf(frames(3000), 2998, 2999)).head?.times).toEqual([2998]);
    const window = planOf(frames(3001), 2998, 3001);
    await expect(window).rejects.toMatchObject({ obstacle: 'gop_too_long' });
  });

  it('may have 64 MiB', async () => {
    const of = (last: number) => changed('I0 P1 P2', ({ timestamp }) => ({ byteLength: timestamp === 2 ? last : 16 * MIB })); // prettier-ignore
    expect((await findStart(of(32 * MIB), 1, 3)).head?.times).toEqual([1, 2]);
    const window = findStart(of(32 * MIB + 1), 1, 3);
    await expect(window).rejects.toMatchObject({ obstacle: 'gop_too_long' });
  });

  it('begins at the last entry point, though the container marks an earlier one only', async () => {
    const pictures = 'I0 P1 P2 I3 P4 P5 P6';
    const stream = changed(pictures, () => ({ byteLength: 16 * MIB }));
    const first = await stream.entryAt(0);
    const { head } = await findStart({ ...stream, entryAt: () => Promise.resolve(first) }, 5, 7);
    expect(head).toMatchObject({ skip: 2, times: [5, 6] });
  });
});

describe('The parameter sets of a window', () => {
  /** A stream whose entry point has a set of its own; sets are the letter S and their content. */
  function withSets(inContainer: string, inPacket: string) {
    const stream = lettersStream('I0 P1');
    return {
      ...stream,
      codec: { ...stream.codec, isParameterSet: (nal: Uint8Array) => nal[0] === 0x53 },
      containerSets: [Buffer.from(inContainer)],
      nalsOf: (packet: EncodedPacket) => [
        ...inPacket.split(' ').map((set) => Buffer.from(set)),
        ...stream.nalsOf(packet),
      ],
    };
  }

  it('may be in the container and in its packets', async () => {
    const { sets } = await findStart(withSets('S1', 'S1'), 0, 2);
    expect(sets.all().map(String)).toEqual(['S1']);
  });

  it('are those in its packets where they have changed since the file began', async () => {
    const { sets } = await findStart(withSets('S1', 'S2'), 0, 2);
    expect(sets.all().map(String)).toEqual(['S2']);
  });

  it('may not contradict each other in one packet', async () => {
    const window = findStart(withSets('S1', 'S1 S2'), 0, 2);
    await expect(window).rejects.toMatchObject({ obstacle: 'parameter_sets' });
  });
});

/** A stream whose packets have other fields. */
function changed(pictures: string, fieldsOf: (packet: EncodedPacket) => Partial<EncodedPacket>) {
  const stream = lettersStream(pictures);
  return {
    ...stream,
    async *packetsFrom(...args: Parameters<typeof stream.packetsFrom>) {
      for await (const packet of stream.packetsFrom(...args)) {
        yield Object.assign(packet, fieldsOf(packet));
      }
    },
  };
}
