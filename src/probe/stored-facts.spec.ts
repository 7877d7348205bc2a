import { describe, expect, it } from '@jest/globals';
import type { MediaFacts } from '../formats/media-facts.js';
import { readStoredFacts } from './stored-facts.js';

const facts: MediaFacts = {
  demuxer: 'mov',
  sizeBytes: 1000,
  startTimeSeconds: 0,
  creationTime: new Date('2026-01-03T10:30:00.000Z'),
  video: {
    ...{ index: 0, codec: 'h264', pixelFormat: 'yuv420p', width: 640, height: 360, rotation: 0 },
    ...{ fieldOrder: null, frameRate: 15, timeBase: '1/15360', startTimeSeconds: 0 },
    endTimeSeconds: 10,
  },
  audio: { index: 1, codec: 'aac' },
};
/** By way of the database, which keeps JSON. */
const stored = () => JSON.parse(JSON.stringify(facts)) as Record<string, object>;
const PIECE = { fromByte: 0, toByte: 376, before: [{ fromByte: 188, toByte: 376 }] };
const pieces = [{ piece: PIECE, atSeconds: 0, facts }];
const NULLS = { creationTime: null, video: null, audio: null };

describe('readStoredFacts', () => {
  it.each<[string, unknown, MediaFacts]>([
    ['all of them', stored(), facts],
    ['what is null', { ...stored(), ...NULLS }, { ...facts, ...NULLS }],
    [
      'an end that is not known',
      { ...stored(), video: { ...stored()['video'], endTimeSeconds: null } },
      { ...facts, video: { ...facts.video!, endTimeSeconds: null } },
    ],
    [
      'none that a newer version added',
      { ...stored(), video: { ...stored()['video'], hdr: true }, chapters: [] },
      facts,
    ],
    ['pieces', JSON.parse(JSON.stringify({ ...facts, pieces })), { ...facts, pieces }],
  ])('reads %s', (_, json, expected) => {
    expect(readStoredFacts(json)).toEqual({ pieces: [], ...expected });
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['text', 'mov'],
    ['a missing fact', { ...stored(), audio: undefined }],
    [
      'a missing fact of the video',
      { ...stored(), video: { ...stored()['video'], rotation: undefined } },
    ],
    [
      'the duration of the container in place of the end of the pictures',
      {
        ...stored(),
        durationSeconds: 10,
        video: { ...stored()['video'], endTimeSeconds: undefined },
      },
    ],
    ['pieces that it cannot read', { ...stored(), pieces: [{ piece: PIECE, atSeconds: 0 }] }],
    ['a fact of another type', { ...stored(), sizeBytes: '1000' }],
    ['a date that is none', { ...stored(), creationTime: '' }],
    ['a demuxer of a newer version', { ...stored(), demuxer: 'hls' }],
  ])('does not read facts with %s', (_, json) => {
    expect(readStoredFacts(json)).toBeUndefined();
  });
});
