import { describe, expect, it } from '@jest/globals';
import type { EncodedHead, VideoCodec } from '../codec/codec.js';
import { ParameterSets } from '../codec/parameter-sets.js';
import type { PlannedSegment } from '../plan/cut-planner.js';
import { lettersCodec } from '../testing/letters-codec.js';
import { headJobs, readHead } from './heads.js';

const STREAM = Uint8Array.of(1);
const CODING = { profile: 'main', pixelFormat: 'yuv420p', colour: null };

/** Sets are a byte with their id, of which those from 1 to `ids` can be used. */
const codecWith = (ids: number, head?: EncodedHead): VideoCodec => ({
  ...lettersCodec,
  setIdOf: ([id]) => ({ kind: 0, id: id! }),
  freeSetIds: (inUse) =>
    Array.from({ length: ids }, (_, i) => i + 1).filter((id) =>
      inUse.every(([used]) => used !== id),
    ),
  readHead(stream, setId) {
    expect([stream, setId]).toEqual([STREAM, 4]);
    return head!;
  },
});

/** A segment whose head shows frames at these times. */
const segment = (codec: VideoCodec, times: number[] | null, setId: number) =>
  ({
    ...{ stream: { codec }, coding: CODING, head: times && { stream: STREAM, skip: 2, times } },
    sets: new ParameterSets(codec, [Uint8Array.of(setId)]),
  }) as unknown as PlannedSegment;

describe('headJobs', () => {
  it('gives each head an id that no recording of the clip uses', () => {
    const codec = codecWith(9);
    const jobs = headJobs([
      segment(codec, [0, 0.5, 1], 1),
      segment(codec, null, 3),
      segment(codec, [5], 2),
    ]);
    expect(jobs).toEqual([
      {
        segment: 0,
        job: {
          ...{ codec: 'letters', stream: STREAM, skip: 2, frames: 3, frameRate: 2, setId: 4 },
          coding: CODING,
        },
      },
      expect.objectContaining({ segment: 2, job: expect.objectContaining({ setId: 5 }) }),
    ]);
  });

  it.each([
    ['of one frame', [7], 25],
    ['of two frames at one time', [7, 7], 25],
    ['of three', [0, 1 / 30, 2 / 30], 30],
    ['of an odd rate', [0, 1 / 29.12345], 29.123],
  ])('knows the frame rate of a head %s', (_, times, frameRate) => {
    expect(headJobs([segment(codecWith(9), times, 1)])[0]?.job.frameRate).toBe(frameRate);
  });

  it('refuses a clip with more heads than there are ids', () => {
    const codec = codecWith(2);
    const heads = (count: number) => Array.from({ length: count }, () => segment(codec, [0, 1], 1));
    expect(headJobs(heads(1))).toHaveLength(1);
    expect(() => headJobs(heads(2))).toThrow(
      expect.objectContaining({ obstacle: 'parameter_sets' }),
    );
  });
});

describe('readHead', () => {
  const nal = Uint8Array.of(1);
  const read = (frames: Uint8Array[][]) => {
    const head = { sets: [], frames };
    expect(readHead(segment(codecWith(9, head), [0, 1], 1), STREAM, 4)).toBe(head);
  };

  it('takes as many frames as the recording has', () => read([[nal], [nal, nal]]));

  it.each([
    ['one frame less', [[nal]]],
    ['one frame more', [[nal], [nal], [nal]]],
    ['a frame without content', [[nal], []]],
  ])('refuses %s', (_, frames) => {
    expect(() => read(frames)).toThrow(expect.objectContaining({ obstacle: 'head_frames' }));
  });
});
