import { describe, expect, it } from '@jest/globals';
import { readFacts } from './ffprobe-facts.js';

const VIDEO = { index: 0, codec_type: 'video', codec_name: 'h264', width: 1920, height: 1080 };
const COVER = { ...VIDEO, index: 1, codec_name: 'mjpeg', disposition: { attached_pic: 1 } };

const facts = (output: object) => readFacts(JSON.stringify(output), 'mov', 1000);
const video = (fields: object) => facts({ streams: [{ ...VIDEO, ...fields }] }).video;

describe('readFacts', () => {
  it('gives nulls and zeros where ffprobe says nothing', () => {
    expect(facts({})).toEqual({
      demuxer: 'mov',
      sizeBytes: 1000,
      durationSeconds: null,
      startTimeSeconds: 0,
      creationTime: null,
      video: null,
      audio: null,
    });
  });

  it('reads the container', () => {
    const format = {
      duration: '12.480000',
      start_time: '1.4',
      tags: { creation_time: '2026-01-03T10:30:00.000000Z' },
    };
    expect(facts({ format })).toMatchObject({
      durationSeconds: 12.48,
      startTimeSeconds: 1.4,
      creationTime: new Date('2026-01-03T10:30:00Z'),
    });
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

  it('does not take cover art for video', () => {
    expect(facts({ streams: [COVER] }).video).toBeNull();
    expect(facts({ streams: [COVER, { ...VIDEO, index: 2 }] }).video?.index).toBe(2);
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
