import { describe, expect, it } from '@jest/globals';
import { readDuration, readFacts } from './ffprobe-facts.js';

const VIDEO = { index: 0, codec_type: 'video', codec_name: 'h264', width: 1920, height: 1080 };
const COVER = { ...VIDEO, index: 1, codec_name: 'mjpeg', disposition: { attached_pic: 1 } };

const facts = (output: object) => readFacts(JSON.stringify(output), 'mov', 1000);
const video = (fields: object) => facts({ streams: [{ ...VIDEO, ...fields }] }).video;

describe('readFacts', () => {
  it('gives nulls and zeros where ffprobe says nothing', () => {
    expect(facts({})).toEqual({
      demuxer: 'mov',
      sizeBytes: 1000,
      startTimeSeconds: 0,
      creationTime: null,
      video: null,
      audio: null,
    });
  });

  it('reads the container', () => {
    const format = {
      start_time: '1.4',
      tags: { creation_time: '2026-01-03T10:30:00.000000Z' },
    };
    expect(facts({ format })).toMatchObject({
      startTimeSeconds: 1.4,
      creationTime: new Date('2026-01-03T10:30:00Z'),
    });
  });

  it('reads a creation time in a year of five digits', () => {
    const tags = { creation_time: '33658-09-27T01:46:40.000000Z' };
    expect(facts({ format: { tags } }).creationTime).toEqual(new Date(1e15));
  });

  it.each(['', 'yesterday', '2026-13-45T00:00:00Z'])('reads no creation time from %p', (text) => {
    expect(facts({ format: { tags: { creation_time: text } } }).creationTime).toBeNull();
  });

  it.each([
    [0, 0],
    [-90, 90],
    [90, 270],
    [180, 180],
    [-180, 180],
    [-270, 270],
  ])('turns a display matrix of %d into %d clockwise', (rotation, clockwise) => {
    expect(video({ side_data_list: [{}, { rotation }] })?.rotation).toBe(clockwise);
  });

  it.each([
    ['25/1', 25],
    ['30000/1001', 30000 / 1001],
    ['0/0', null],
    [undefined, null],
  ])('reads a frame rate of %s', (avg_frame_rate, expected) => {
    expect(video({ avg_frame_rate })?.frameRate).toBe(expected);
  });

  it('reads a start from its tick, since rounded seconds may lie after it', () => {
    const start = { start_time: '1.466667', start_pts: 132_000, time_base: '1/90000' };
    expect(video(start)?.startTimeSeconds).toBeCloseTo(132_000 / 90_000, 12);
    expect(video({ start_time: '1.466667' })?.startTimeSeconds).toBe(1.466667);
  });

  it.each([
    [{ duration: '12.480000' }, 12.48],
    [{ duration: 'N/A' }, null],
    [{}, null],
  ])('reads the duration of %p', (format, expected) => {
    expect(readDuration(JSON.stringify({ format }))).toBe(expected);
  });

  it('does not take cover art for video', () => {
    expect(facts({ streams: [COVER] }).video).toBeNull();
    expect(facts({ streams: [COVER, { ...VIDEO, index: 2 }] }).video?.index).toBe(2);
  });

  const THUMBNAIL = { ...VIDEO, codec_name: 'mjpeg', nb_frames: '1' };
  const DEFAULT = { disposition: { default: 1 } };
  it.each<[string, number, object[]]>([
    ['the default stream', 1, [VIDEO, { ...VIDEO, ...DEFAULT }]],
    [
      'the first of several default ones',
      0,
      [
        { ...VIDEO, ...DEFAULT },
        { ...VIDEO, ...DEFAULT },
      ],
    ],
    ['the first where none is the default', 0, [VIDEO, VIDEO]],
    ['what moves rather than a thumbnail', 1, [{ ...THUMBNAIL, ...DEFAULT }, VIDEO]],
    [
      'video rather than pictures that are not counted',
      1,
      [{ ...VIDEO, codec_name: 'png' }, VIDEO],
    ],
    [
      'Motion JPEG where it is the default',
      0,
      [{ ...VIDEO, codec_name: 'mjpeg', ...DEFAULT }, VIDEO],
    ],
    ['Motion JPEG where it is alone', 0, [{ ...VIDEO, codec_name: 'mjpeg' }]],
    ['a thumbnail where it is alone', 0, [THUMBNAIL]],
  ])('takes %s', (_, index, streams) => {
    expect(
      facts({ streams: streams.map((stream, i) => ({ ...stream, index: i })) }).video,
    ).toMatchObject({ index });
  });

  it.each([{ width: 0 }, { height: 0 }, { height: undefined }, { codec_name: undefined }])(
    'ignores a stream with %p',
    (fields) => {
      expect(video(fields)).toBeNull();
    },
  );

  it('reads what the picture is like', () => {
    const fields = { pix_fmt: 'yuv420p', field_order: 'progressive', time_base: '1/90000' };
    expect(video(fields)).toMatchObject({
      ...{ index: 0, codec: 'h264', width: 1920, height: 1080 },
      ...{ pixelFormat: 'yuv420p', fieldOrder: 'progressive', timeBase: '1/90000' },
    });
    const unknown = { pixelFormat: null, fieldOrder: null, timeBase: '1/1000' };
    expect(video({ pix_fmt: 'unknown', field_order: 'unknown' })).toMatchObject(unknown);
    expect(video({})).toMatchObject(unknown);
  });

  it.each(['codec_name', 'sample_rate', 'channels'])('ignores audio without %s', (field) => {
    const audio = { codec_type: 'audio', codec_name: 'aac', sample_rate: '8000', channels: 1 };
    expect(facts({ streams: [{ ...audio, [field]: undefined }] }).audio).toBeNull();
    expect(facts({ streams: [{ ...audio, [field]: 0 }] }).audio).toBeNull();
  });

  it('reads the audio', () => {
    const audio = { index: 1, codec_type: 'audio', codec_name: 'pcm_mulaw', channels: 1 };
    expect(facts({ streams: [VIDEO, { ...audio, sample_rate: '8000' }] }).audio).toEqual({
      index: 1,
      codec: 'pcm_mulaw',
    });
  });
});
