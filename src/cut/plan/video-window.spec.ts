import { describe, expect, it } from '@jest/globals';
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
