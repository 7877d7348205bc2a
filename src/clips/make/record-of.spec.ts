import { describe, expect, it } from '@jest/globals';
import { VERSION } from '../../common/version.js';
import type { ClipSources } from '../footage/clip-sources.js';
import type { Produced } from './produced.js';
import { recordOf } from './record-of.js';

const BEGAN = Date.UTC(2026, 0, 3, 10);
const time = (seconds: number) => new Date(BEGAN + seconds * 1000).toISOString();
const interval = (from: number, to: number) => ({
  startsAtMs: BEGAN + from * 1000,
  endsAtMs: BEGAN + to * 1000,
});
const measured = {
  ...{ bytes: 9, sha256: 'ab', frames: 30, width: 320, height: 180, durationSeconds: 6 },
  codecs: null,
};

function recorded(
  { kind = 'video', note }: { kind?: 'video' | 'images'; note?: string } = {},
  produced: Partial<Produced> = {},
) {
  const sources = { kind, note, segments: [], stills: [] } as unknown as ClipSources;
  const clip = {
    ...{ interval: interval(0, 10), sources, inputs: ['video::a'] },
    options: { format: 'gif' },
  } as unknown as Parameters<typeof recordOf>[0];
  const made: Produced = {
    ...{
      method: 'copy',
      frames: 30,
      durationSeconds: 6,
      seams: [],
      comparedSize: null,
      rotation: 0,
      why: '',
    },
    ...{ shown: [interval(0, 4), interval(6, 10)], note: null },
    ...{ covered: [interval(0, 4), interval(6, 10)], signed: null },
    encoded: { encoded_frames: [{ first_frame: 0, frames: 7 }], audio: 'copied' },
    ...produced,
  };
  const verified = { output: '', produced: made, measured, ffmpegVersion: '7.1' };
  return recordOf(clip, verified, new Date(time(60)));
}

describe('The record of a clip', () => {
  it('has what was requested, what it shows and what was measured', () => {
    expect(recorded()).toEqual({
      ...measured,
      ...{ format: 'gif', method: 'copy', note: null },
      ...{ requestedStartsAt: time(0), requestedEndsAt: time(10), generatedAt: time(60) },
      ...{ startsAt: time(0), endsAt: time(10), madeFrom: ['video::a'], sources: [] },
      gaps: [{ starts_at: time(4), ends_at: time(6) }],
      signedVideo: null,
      encoding: {
        ...{ encoded_frames: [{ first_frame: 0, frames: 7 }], audio: 'copied' },
        ...{ event_clips: VERSION, ffmpeg: '7.1' },
      },
    });
  });

  it('says which part is signed', () => {
    expect(recorded({}, { signed: interval(2, 3) }).signedVideo).toEqual({
      ...{ present: true, preserved_from: time(2), preserved_to: time(3) },
    });
  });

  it('starts with the first frame shown and ends with the last', () => {
    const shown = [interval(-1, 3), interval(4, 8)];
    expect(recorded({}, { shown })).toMatchObject({ startsAt: time(-1), endsAt: time(8) });
  });

  it('has no gap where a frame from before the first is displayed', () => {
    const [shown, covered] = [[interval(4, 10)], [interval(0, 10)]];
    expect(recorded({}, { shown, covered })).toMatchObject({ startsAt: time(4), gaps: [] });
  });

  it('lists no gaps between still frames', () => {
    expect(recorded({ kind: 'images' }).gaps).toEqual([]);
  });

  it.each([
    [undefined, null, null],
    ['Of sources.', null, 'Of sources.'],
    [undefined, 'Of making.', 'Of making.'],
    ['Of sources.', 'Of making.', 'Of sources. Of making.'],
  ])('notes what the sources (%p) and their making (%p) say', (ofSources, ofMaking, expected) => {
    const sources = ofSources === undefined ? {} : { note: ofSources };
    expect(recorded(sources, { note: ofMaking }).note).toBe(expected);
  });
});
