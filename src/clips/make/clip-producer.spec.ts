import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { FakeFfmpegRunner } from '../../ffmpeg/testing/fake-ffmpeg-runner.js';
import { NOT_ISOLATED } from '../../isolation/file-isolation.js';
import type { ClipsOptions } from '../clips.module-definition.js';
import type { VideoFootage } from '../footage/clip-sources.js';
import type { TemporaryFiles } from '../records/temporary-files.js';
import type { ClipToProduce } from './clip-producer.js';
import type { EncodedCameras } from './encoded-cameras.js';
import { VerificationError } from './verification-error.js';

const pathsOf = ({ segments }: VideoFootage) => segments.map(({ source }) => source.path);
/** The paths of the sources of each clip that was produced, and how it was cut. */
const produced: string[] = [];
const produceVideo = jest.fn((_: unknown, footage: VideoFootage, { cut }: { cut: string }) => {
  produced.push(`${cut} ${pathsOf(footage).join()}`);
  return Promise.resolve({ paths: pathsOf(footage) });
});
const verify = jest.fn((...args: unknown[]) => {
  const { paths } = args[3] as { paths: string[] };
  return paths.includes('/bad.mp4')
    ? Promise.reject(new VerificationError('3 frames instead of 4'))
    : Promise.resolve({});
});
jest.unstable_mockModule('./produce-video.js', () => ({ produceVideo }));
jest.unstable_mockModule('./verify.js', () => ({ verify }));
const { ClipProducer } = await import('./clip-producer.js');

const files = { path: () => '/clips/.tmp/a.mp4' } as unknown as TemporaryFiles;

function produce(...paths: string[]) {
  const segments = paths.map((path) => ({ source: { path } }));
  const clip = {
    ...{ cameraId: 'front', about: {}, sources: { kind: 'video', segments } },
    options: { cut: 'smart', format: 'mp4' },
  } as unknown as ClipToProduce;
  return new ClipProducer({} as ClipsOptions, new FakeFfmpegRunner(), NOT_ISOLATED, {
    note: () => {},
  } as unknown as EncodedCameras).produce(clip, files);
}

describe('A clip that is not as planned, also where all of it is encoded', () => {
  beforeEach(() => {
    produced.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
  });

  it('is a failure of its only source', async () => {
    await expect(produce('/bad.mp4')).rejects.toMatchObject({ key: '/bad.mp4' });
    expect(produced).toEqual(['smart /bad.mp4', 'transcode /bad.mp4']);
  });

  it('is a failure of the source that is not as planned alone', async () => {
    await expect(produce('/good.mp4', '/bad.mp4')).rejects.toMatchObject({
      ...{ key: '/bad.mp4', code: 'FFMPEG_FAILED' },
      message: expect.stringContaining('failed verification'),
    });
    expect(produced).toEqual([
      ...['smart /good.mp4,/bad.mp4', 'transcode /good.mp4,/bad.mp4'],
      ...['smart /good.mp4', 'smart /bad.mp4', 'transcode /bad.mp4'],
    ]);
  });
});
