import { describe, expect, it } from '@jest/globals';
import type { EncodedPacket } from 'mediabunny';
import type { CutSegment, CutSource } from '../cut-types.js';
import type { Sources } from '../source/sources.js';
import type { VideoStream } from '../source/video-stream.js';
import { lettersStream } from '../testing/letters-codec.js';
import { planSegments } from './cut-planner.js';

interface Look {
  codec?: string;
  width?: number;
  height?: number;
  rotation?: number;
  flip?: string;
}

/** A recording of pictures a second apart, whose file begins at 100. */
function recording(pictures: string, look: Look = {}): VideoStream {
  const START = 100;
  const { codec, ...stream } = lettersStream(
    pictures.replace(/\d+/g, (time) => String(START + Number(time))),
  );
  const answer = (value: unknown) => () => Promise.resolve(value);
  const track = {
    getDisplayWidth: answer(look.width ?? 640),
    getDisplayHeight: answer(look.height ?? 360),
    getRotation: answer(look.rotation ?? 0),
    getFlip: answer(look.flip ?? null),
  };
  const packets = {
    async getPacket(seconds: number) {
      let shown: EncodedPacket | null = null;
      for await (const packet of stream.packetsFrom(null)) {
        if (packet.timestamp <= seconds) shown = packet;
      }
      return shown;
    },
  };
  return {
    ...{ ...stream, codec: { ...codec, name: look.codec ?? 'letters' } },
    ...{ startSeconds: START, packets, source: { video: { track } } },
  } as unknown as VideoStream;
}

const FRAMES = 'I0 P1 P2 P3 I4 P5 P6 P7 I8 P9';
const segment = (fields: Partial<CutSegment>): CutSegment => ({
  ...{ path: 'a', facts: null, fromSeconds: 0, toSeconds: 10, afterSeconds: null, method: 'smart' },
  ...fields,
});

async function plan(segments: CutSegment[], files: Record<string, VideoStream> = {}) {
  const expected: unknown[] = [];
  const all: Record<string, VideoStream> = { a: recording(FRAMES), b: recording(FRAMES), ...files };
  const sources = {
    expect: (given: unknown) => void expected.push(given),
    video: ({ path }: CutSource) => Promise.resolve(all[path]),
  } as unknown as Sources;
  const planned = await planSegments(sources, segments);
  expect(expected).toEqual([segments]);
  return planned.map(({ head, tail, runs }) => ({
    ...{ head: head?.times ?? [], tail: tail?.times ?? [] },
    ...{ shiftSeconds: runs[0]!.shiftSeconds, fromSeconds: runs[0]!.fromSeconds },
    toSeconds: runs.at(-1)!.toSeconds,
  }));
}

describe('A plan of one segment', () => {
  it('counts from the first frame of the file, and moves the first one shown to 0', async () => {
    expect(await plan([segment({ fromSeconds: 2, toSeconds: 6 })])).toEqual([
      { head: [102, 103], tail: [104, 105], shiftSeconds: -102, fromSeconds: 0, toSeconds: 4 },
    ]);
    expect(await plan([segment({ fromSeconds: 4, toSeconds: 6 })])).toMatchObject([
      { head: [], tail: [104, 105], shiftSeconds: -104, fromSeconds: 0, toSeconds: 2 },
    ]);
  });

  it('starts at the keyframe before if it copies', async () => {
    const planned = await plan([segment({ fromSeconds: 6, toSeconds: 7, method: 'copy' })]);
    expect(planned).toMatchObject([{ head: [], tail: [104, 105, 106], toSeconds: 3 }]);
  });

  it.each([
    ['on a frame', 5],
    ['between two', 5.5],
  ])('shows the one frame of an instant %s', async (_, at) => {
    const planned = await plan([segment({ fromSeconds: at, toSeconds: at })]);
    expect(planned).toMatchObject([
      { head: [105], tail: [], shiftSeconds: -105, fromSeconds: 0, toSeconds: 1 },
    ]);
  });

  it.each<[string, CutSegment['method'], number, number]>([
    ['at an instant', 'smart', 30, 30],
    ['after the file', 'smart', 30, 32],
    ['after the last keyframe and the file', 'copy', 30, 32],
  ])('is refused where nothing is shown %s', async (_, method, fromSeconds, toSeconds) => {
    const planned = plan([segment({ fromSeconds, toSeconds, method })]);
    await expect(planned).rejects.toMatchObject({ obstacle: 'no_frames' });
  });

  it('leaves a hole out, and places what follows after it', async () => {
    const holed = recording('I0 P1 P2 P90 P91 I92');
    const planned = await plan(
      [segment({ fromSeconds: 1, toSeconds: 92 }), segment({ path: 'b', afterSeconds: 91 })],
      { a: holed },
    );
    expect(planned).toMatchObject([
      { head: [101, 102, 190, 191], shiftSeconds: -101, fromSeconds: 0, toSeconds: 4 },
      { fromSeconds: 4, toSeconds: 14 },
    ]);
  });
});

describe('A plan of two segments', () => {
  const first = segment({ toSeconds: 10 });
  const second = (fields: Partial<CutSegment>) => segment({ path: 'b', toSeconds: 6, ...fields });
  /** Where the frames of the second one lie in the clip, and in their file. */
  const secondOf = async (...args: Parameters<typeof second>) => {
    const [, planned] = await plan([first, second(...args)]);
    const { head, tail, fromSeconds, toSeconds } = planned!;
    return { times: [...head, ...tail].map((time) => time - 100), fromSeconds, toSeconds };
  };
  const ALL = [0, 1, 2, 3, 4, 5];

  it.each<[string, Partial<CutSegment>, number[], number]>([
    ['right after the first without a place of its own', { afterSeconds: null }, ALL, 10],
    ['at its end', { afterSeconds: 10 }, ALL, 10],
    ['after a gap', { afterSeconds: 12.5 }, ALL, 12.5],
    ['whole, where its clock is early by little', { afterSeconds: 9.75 }, ALL, 10],
    ['after its end, where it overlaps by more', { afterSeconds: 9.5 }, ALL.slice(1), 10.5],
    ['after its end, where it overlaps by several frames', { afterSeconds: 7 }, [3, 4, 5], 10],
    ['after its end, where it begins inside a file', { fromSeconds: 1, afterSeconds: 9.75 }, [2, 3, 4, 5], 10.75], // prettier-ignore
  ])('places the second %s', async (_, fields, times, fromSeconds) => {
    const toSeconds = fromSeconds + times.length;
    expect(await secondOf(fields)).toEqual({ times, fromSeconds, toSeconds });
  });

  it('encodes the beginning of a second one that would be copied', async () => {
    const fields = { fromSeconds: 1, method: 'copy' } as const;
    expect(await secondOf(fields)).toMatchObject({ times: [1, 2, 3, 4, 5], fromSeconds: 10 });
  });

  it('counts the place of a third from the start of the second', async () => {
    const third = segment({ path: 'a', toSeconds: 2, afterSeconds: 8 });
    const planned = await plan([first, second({ afterSeconds: 12 }), third]);
    expect(planned.map(({ fromSeconds }) => fromSeconds)).toEqual([0, 12, 20]);
  });

  it.each<[string, Look]>([
    ['codec', { codec: 'others' }],
    ['width', { width: 641 }],
    ['height', { height: 361 }],
    ['rotation', { rotation: 90 }],
    ['mirroring', { flip: 'horizontal' }],
  ])('is refused for pictures of another %s', async (_, look) => {
    const planned = plan([first, second({})], { b: recording(FRAMES, look) });
    await expect(planned).rejects.toMatchObject({ obstacle: 'sources_differ' });
  });
});
