import { describe, expect, it } from '@jest/globals';
import type { MediaFacts } from '../../formats/media-facts.js';
import { videoSourceOf } from './video-source.js';

const AT = Date.UTC(2026, 0, 3, 10);
const facts = (durationSeconds: number | null, starts: [file: number, video: number]) =>
  ({
    ...{ demuxer: 'mov', durationSeconds, startTimeSeconds: starts[0], sizeBytes: 1, audio: null },
    video: { startTimeSeconds: starts[1] },
  }) as unknown as MediaFacts;

describe('The interval of a video', () => {
  it.each<[string, number | null, [number, number], number]>([
    ['lasts as long as the file', 60, [0, 0], 60_000],
    ['is rounded to milliseconds', 1.00061, [0, 0], 1_001],
    ['is shorter where the sound begins first', 60, [1, 1.5], 59_500],
    ['does not depend on where the times of the file begin', 60, [1000, 1000], 60_000],
    ['of a file that is still being written has no end', null, [0, 0], Infinity],
  ])('%s', (_, durationSeconds, starts, lengthMs) => {
    const source = videoSourceOf('/a.mp4', facts(durationSeconds, starts), AT);
    expect(source).toMatchObject({ path: '/a.mp4', startsAtMs: AT, endsAtMs: AT + lengthMs });
  });

  it('needs a video', () => {
    const sound = { ...facts(60, [0, 0]), video: null };
    expect(() => videoSourceOf('/a.mp4', sound, AT)).toThrow(
      expect.objectContaining({ code: 'UNREADABLE_SOURCE' }),
    );
  });
});
