import { describe, expect, it } from '@jest/globals';
import { readClipJob } from '../model/clip-job.js';
import { type ClipOptions, DEFAULT_OPTIONS, readStoredOptions } from '../model/clip-options.js';
import { type ClipRecord, readStoredRecord } from './clip-record.js';
import { type ClipEncoding, readStoredEncoding } from '../model/clip-encoding.js';
import { readStoredGaps } from '../model/gap.js';
import { readStoredSources, type SourceRecord } from '../model/source-record.js';
import { readStoredSignedVideo } from '../model/signed-video.js';

const [from, to] = ['2026-01-03T10:30:00.000Z', '2026-01-03T10:30:20.000Z'];
const gap = { starts_at: from, ends_at: to };

describe('readStoredGaps', () => {
  it.each<[unknown, unknown]>([
    [[], []],
    [
      [gap, { ...gap, why: 'of a newer version' }],
      [gap, gap],
    ],
    [[{ starts_at: from }], undefined],
    [[{ starts_at: from, ends_at: 'later' }], undefined],
    [null, undefined],
    [{}, undefined],
  ])('reads %j as %j', (stored, expected) => {
    expect(readStoredGaps(stored)).toEqual(expected);
  });
});

const signedVideo = { present: true, preserved_from: from, preserved_to: to } as const;

describe('readStoredSignedVideo', () => {
  it.each<[unknown, unknown]>([
    [signedVideo, signedVideo],
    [{ ...signedVideo, signer: 'of a newer version' }, signedVideo],
    [{ ...signedVideo, present: false }, undefined],
    [{ ...signedVideo, preserved_from: 'then' }, undefined],
    [{ ...signedVideo, preserved_to: undefined }, undefined],
    [null, undefined],
  ])('reads %j as %j', (stored, expected) => {
    expect(readStoredSignedVideo(stored)).toEqual(expected);
  });
});

describe('readStoredOptions', () => {
  const requested: ClipOptions = {
    ...{ source: 'images', format: 'gif', cut: 'transcode', fps: 10, followsEnd: false },
    videoCodec: 'original',
  };

  it.each<[string, unknown, ClipOptions | undefined]>([
    ['all that was requested', requested, requested],
    [
      'an older version’s, which had fewer',
      { source: 'video', format: 'gif' },
      { ...DEFAULT_OPTIONS, source: 'video', format: 'gif' },
    ],
    [
      'those of other types',
      { source: 1, format: null, cut: [], videoCodec: 'hevc', fps: '9', followsEnd: 0 },
      DEFAULT_OPTIONS,
    ],
    [
      'a newer version’s, which had more',
      { ...requested, source: 'archive', speed: 2 },
      { ...requested, source: 'auto' },
    ],
    ['none', {}, DEFAULT_OPTIONS],
    ['null', null, undefined],
    ['a list', [], undefined],
  ])('reads %s', (_, stored, expected) => {
    expect(readStoredOptions(stored)).toEqual(expected);
  });
});

const source: SourceRecord = {
  ...{ kind: 'recording', id: 3, file_name: 'latest.mp4', size_bytes: 9, modified_at: to },
  ...{ inode: '7', samples: { ends: 'a', body: 'b' }, placed_by: 'given', starts_at: from },
  ...{ piece: { from_byte: 0, to_byte: 9 }, shown: [gap], frame: null },
};

describe('readStoredSources', () => {
  it.each<[string, unknown, unknown]>([
    ['those of a clip', [source], [source]],
    ['one that a host names by a text', [{ ...source, id: 'a' }], [{ ...source, id: 'a' }]],
    ['a newer one, with more', [{ ...source, signer: 'x' }], [source]],
    ['that there are none', null, null],
    ['none of a kind that is not known', [{ ...source, kind: 'sound' }], undefined],
  ])('reads %s', (_, stored, expected) => {
    expect(readStoredSources(stored)).toEqual(expected);
  });
});

const encoding: ClipEncoding = {
  ...{ encoded_frames: [{ first_frame: 0, frames: 7 }], audio: 'copied' },
  ...{ event_clips: '0.1.0', ffmpeg: '7.1' },
};

describe('readStoredEncoding', () => {
  it.each<[string, unknown, unknown]>([
    ['that of a clip', encoding, encoding],
    ['one without FFmpeg', { ...encoding, ffmpeg: null }, { ...encoding, ffmpeg: null }],
    ['a newer one, with more', { ...encoding, preset: 'fast' }, encoding],
    ['that there is none', null, null],
    ['none without frames', { ...encoding, encoded_frames: [{ frames: 7 }] }, undefined],
  ])('reads %s', (_, stored, expected) => {
    expect(readStoredEncoding(stored)).toEqual(expected);
  });
});

describe('readStoredRecord', () => {
  const record: ClipRecord = {
    ...{ eventId: 7, fileName: '7_clip.mp4', format: 'mp4', method: 'smart', sha256: 'ab' },
    ...{ requestedStartsAt: from, requestedEndsAt: to, startsAt: from, endsAt: to },
    ...{
      signedVideo,
      gaps: [gap],
      note: 'One still was left out.',
      madeFrom: ['detection:1'],
      sources: [source],
      encoding,
      generatedAt: to,
    },
    ...{ bytes: 10, frames: 300, width: 640, height: 360, durationSeconds: 20 },
    codecs: 'avc1.64001F',
  };

  it.each<[string, unknown, ClipRecord | null]>([
    ['a whole one', record, record],
    ['that there is none', null, null],
    [
      'an older one, without words and keys',
      {
        ...record,
        signedVideo: undefined,
        gaps: undefined,
        note: undefined,
        madeFrom: undefined,
        sources: undefined,
        encoding: undefined,
        codecs: undefined,
      },
      {
        ...record,
        signedVideo: null,
        gaps: [],
        note: null,
        madeFrom: [],
        sources: null,
        encoding: null,
        codecs: null,
      },
    ],
    ['a newer one, with more', { ...record, codec: 'h264' }, record],
  ])('reads %s', (_, stored, expected) => {
    expect(readStoredRecord(stored)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['text', 'a clip'],
    ['nothing', {}],
    ['no sha256', { ...record, sha256: undefined }],
    ['bytes as text', { ...record, bytes: '10' }],
    ['a date that is none', { ...record, startsAt: 'then' }],
    ['a method of a newer version', { ...record, method: 'remux' }],
  ])('does not read one with %s', (_, stored) => {
    expect(readStoredRecord(stored)).toBeUndefined();
  });
});

describe('readClipJob', () => {
  it.each<[unknown, unknown]>([
    [
      { event_id: 7, failures: 1, kills: 2, request_id: 'r' },
      { event_id: 7, failures: 1, kills: 2, request_id: 'r' },
    ],
    [{ event_id: 7 }, { event_id: 7, failures: 0, kills: 0, request_id: null }],
    [
      { event_id: 7, failures: null, request_id: 5, priority: 1 },
      { event_id: 7, failures: 0, kills: 0, request_id: null },
    ],
    [{ failures: 1 }, undefined],
    [{ event_id: '7' }, undefined],
    [null, undefined],
  ])('reads %j as %j', (stored, expected) => {
    expect(readClipJob(stored)).toEqual(expected);
  });
});
