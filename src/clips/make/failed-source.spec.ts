import { describe, expect, it } from '@jest/globals';
import { SmartCutNotPossible } from '../../cut/cut-errors.js';
import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';
import type { Segment } from '../footage/coverage.js';
import type { VideoSource } from '../footage/video-source.js';
import { SourceFailedError } from '../model/source-failed-error.js';
import { failedSource, sourceAtFault } from './failed-source.js';
import { VerificationError } from './verification-error.js';

const ffmpeg = (reason: ConstructorParameters<typeof FfmpegError>[0]) =>
  new FfmpegError(reason, { args: [] });
const source = (path: string) => ({ path }) as VideoSource;
const segments = (...paths: string[]) =>
  paths.map((path) => ({ source: source(path) }) as Segment<VideoSource>);
const DIFFERS = new VerificationError('3 frames instead of 4');

describe('A failure', () => {
  it.each<[Error]>([
    [ffmpeg('failed')],
    [ffmpeg('too_much_output')],
    [DIFFERS],
    [new SmartCutNotPossible('reading')],
  ])('such as %p is one of the source', (error) => {
    const failed = failedSource(source('/a.mp4'), error);
    expect(failed).toMatchObject({ key: '/a.mp4', code: 'FFMPEG_FAILED' });
  });

  it('such as FFmpeg without a picture for too long is one of the source, with a code of its own', () => {
    const failed = failedSource(source('/a.mp4'), ffmpeg('stalled'));
    expect(failed).toMatchObject({ key: '/a.mp4', code: 'TIMED_OUT' });
  });

  it.each<[Error]>([
    [ffmpeg('not_found')],
    [ffmpeg('no_space')],
    [ffmpeg('timeout')],
    [ffmpeg('aborted')],
    [new Error('the connection ended')],
  ])('such as %p is not', (error) => {
    expect(failedSource(source('/a.mp4'), error)).toBeNull();
  });
});

describe('sourceAtFault', () => {
  const untried = () => Promise.reject(new Error('It was tried.'));

  it('is the only source', async () => {
    const fault = await sourceAtFault(DIFFERS, segments('/a.mp4'), untried);
    expect(fault).toBeInstanceOf(SourceFailedError);
    expect(fault).toMatchObject({ key: '/a.mp4' });
  });

  it('is the first source of which no clip can be made alone', async () => {
    const tried: string[] = [];
    const fault = await sourceAtFault(
      DIFFERS,
      segments('/a', '/b', '/c'),
      ({ source: { path } }) => {
        tried.push(path);
        return path === '/b' ? Promise.reject(ffmpeg('failed')) : Promise.resolve();
      },
    );
    expect(fault).toMatchObject({ key: '/b' });
    expect(tried).toEqual(['/a', '/b']);
  });

  it('is not known where each source is fine alone', async () => {
    const alone = () => Promise.resolve();
    expect(await sourceAtFault(DIFFERS, segments('/a', '/b'), alone)).toBe(DIFFERS);
  });

  it('is not looked for after a failure that is not of the footage, or is of a known source', async () => {
    const known = failedSource(source('/b'), DIFFERS);
    for (const error of [ffmpeg('no_space'), known]) {
      expect(await sourceAtFault(error, segments('/a', '/b'), untried)).toBe(error);
    }
  });

  it('gives way to a failure that is not of the footage', async () => {
    const full = ffmpeg('no_space');
    const alone = () => Promise.reject(full);
    expect(await sourceAtFault(DIFFERS, segments('/a', '/b'), alone)).toBe(full);
  });
});
