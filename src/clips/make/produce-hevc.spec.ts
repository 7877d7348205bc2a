import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { h264 } from '../../cut/codec/h264.js';
import { type CutObstacle, SmartCutNotPossible } from '../../cut/cut-errors.js';
import { FakeFfmpegRunner } from '../../ffmpeg/testing/fake-ffmpeg-runner.js';
import type { VideoFootage } from '../footage/clip-sources.js';
import type { VideoCodecChoice } from '../model/clip-options.js';
import type { VideoJob } from './produce-video.js';
import type { Transcode } from './transcode-arguments.js';

const RESULT = {
  ...{ method: 'smart', frames: 30, durationSeconds: 2, rotation: 0, gops: [null] },
  ...{ size: { width: 320, height: 180 } },
  parts: [
    {
      ...{ runs: [{ fromSeconds: 0, toSeconds: 2 }], coveredFromSeconds: 0, signed: null },
      ...{ atSeconds: 0, copiedAtSeconds: 0, encodedFrames: 0, copiedFrames: 30 },
    },
  ],
};
/** Why the next cuts are not possible. */
const obstacles: CutObstacle[] = [];
const cut = jest.fn(() => {
  const obstacle = obstacles.shift();
  return obstacle ? Promise.reject(new SmartCutNotPossible(obstacle)) : Promise.resolve(RESULT);
});
const encoded: string[] = [];
const transcode = jest.fn((_: unknown, { encoding }: Transcode) => {
  encoded.push(`${encoding.codec} ${encoding.pixelFormat}`);
  return Promise.resolve({ fromSeconds: 1, toSeconds: 3, coveredFromSeconds: 1 });
});
const hevc = { name: 'hevc', title: 'HEVC', pixelFormats: new Set(['yuv420p10le']) };
const codecNamed = (name: string) => [h264, hevc].find((codec) => codec.name === name) ?? null;
jest.unstable_mockModule('../../cut/smart-cut.js', () => ({ cut }));
jest.unstable_mockModule('../../cut/codec/codecs.js', () => ({ codecNamed }));
jest.unstable_mockModule('./transcode.js', () => ({ transcode }));
jest.unstable_mockModule('./pictured-frames.js', () => ({ readPictures: () => null }));
jest.unstable_mockModule('./seams.js', () => ({
  ...{ headsOf: () => [], encodedPartsOf: () => [], joinsOf: () => [] },
}));
const { produceVideo } = await import('./produce-video.js');

const video = { codec: 'hevc', pixelFormat: 'yuv420p10le', width: 320, height: 180, rotation: 0 };
const source = { path: '/rec/a.mp4', startsAtMs: 0, facts: { demuxer: 'mov', video } };
const footage = {
  segments: [{ source, startsAtMs: 1000, endsAtMs: 3000 }],
} as unknown as VideoFootage;

async function produce(videoCodec: VideoCodecChoice, runner = new FakeFfmpegRunner()) {
  const files = { path: (extension: string) => `/clips/.tmp/a.${extension}` };
  const job = {
    cut: 'smart',
    videoCodec,
    output: '/clips/.tmp/a.mp4',
    files,
  } as unknown as VideoJob;
  const { method, note } = await produceVideo(runner, footage, job);
  return [method, encoded, note];
}

describe('A clip of HEVC', () => {
  beforeEach(() => {
    encoded.length = 0;
    obstacles.length = 0;
  });

  it('is cut without encoding', async () => {
    expect(await produce('original')).toEqual(['smart', [], null]);
  });

  it('is encoded as HEVC with its bits where it cannot be cut', async () => {
    obstacles.push('no_keyframe');
    const note = expect.stringMatching(
      /^The video was encoded as HEVC: there is no keyframe nearby/,
    );
    expect(await produce('original')).toEqual(['transcode', ['hevc yuv420p10le'], note]);
  });

  it('is encoded as H.264 where that cannot be joined either', async () => {
    obstacles.push('no_keyframe', 'parameter_sets');
    const both = ['hevc yuv420p10le', 'h264 yuv420p'];
    const note = 'The video was encoded as H.264: the parameter sets change inside the file.';
    expect(await produce('original')).toEqual(['transcode', both, note]);
  });

  it('is H.264 by default, for which no encoder of HEVC is looked for', async () => {
    const runner = new FakeFfmpegRunner();
    const hasEncoder = jest.spyOn(runner, 'hasEncoder');
    expect(await produce('h264', runner)).toEqual(['transcode', ['h264 yuv420p'], null]);
    expect(hasEncoder).not.toHaveBeenCalled();
  });

  it('is H.264 without that encoder', async () => {
    const runner = new FakeFfmpegRunner();
    runner.encoderNames.delete('libx265');
    const note = 'The video was encoded as H.264: FFmpeg has no encoder for HEVC on this server.';
    expect(await produce('original', runner)).toEqual(['transcode', ['h264 yuv420p'], note]);
  });
});
