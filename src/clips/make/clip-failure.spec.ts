import { describe, expect, it } from '@jest/globals';
import { ClipProtectedError } from '../../events/event-errors.js';
import { EventNotFoundError } from '../../events/event-errors.js';
import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';
import { UnreadableSourceError } from '../../probe/media-errors.js';
import { ClipsFolderError } from '../../media/storage/clips-folder-error.js';
import { FootageMissingError, PathNotAllowedError } from '../../media/footage/footage-errors.js';
import { NoSpaceError } from '../../media/storage/no-space-error.js';
import { clipFailureOf } from './clip-failure.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import { RequestGoneError } from '../records/clip-requests.js';
import { SmartCutNotPossible } from '../../cut/cut-errors.js';
import { VerificationError } from './verification-error.js';

const ffmpeg = (reason: ConstructorParameters<typeof FfmpegError>[0]) =>
  new FfmpegError(reason, { args: ['-i', '/secret'], tail: '/secret: broken' });

describe('clipFailureOf', () => {
  it.each<[Error, string]>([
    [new FootageMissingError(), 'VIDEO_NOT_FOUND'],
    [new PathNotAllowedError('Not there.'), 'UNREADABLE_SOURCE'],
    [new UnreadableSourceError('/secret/front.mp4', 'is empty.'), 'UNREADABLE_SOURCE'],
    [ffmpeg('failed'), 'FFMPEG_FAILED'],
    [ffmpeg('too_much_output'), 'FFMPEG_FAILED'],
    [ffmpeg('not_found'), 'FFMPEG_FAILED'],
    [ffmpeg('killed'), 'PROCESS_KILLED'],
    [ffmpeg('timeout'), 'TIMED_OUT'],
    [ffmpeg('no_space'), 'NO_SPACE'],
    [new NoSpaceError(), 'NO_SPACE'],
    [new ClipProtectedError(), 'CLIP_PROTECTED'],
    [new ClipsFolderError('Check its mount.'), 'CLIPS_FOLDER_UNUSABLE'],
    [new SmartCutNotPossible('codec'), 'FFMPEG_FAILED'],
    [new VerificationError('3 frames instead of 4 in /secret'), 'FFMPEG_FAILED'],
  ])('reports %p as %s', (error, code) => {
    const failure = clipFailureOf(error);
    expect(failure).toBeInstanceOf(ClipGenerationError);
    expect(failure).toMatchObject({ code, cause: error });
    expect(failure!.message).toMatch(/^([A-Z]|front\.mp4 ).*\.$/);
    expect(failure!.message).not.toContain('/secret');
  });

  it('returns a clip failure as it is', () => {
    const failure = new ClipGenerationError('WINDOW_OUTSIDE_FOOTAGE', 'Outside.');
    expect(clipFailureOf(failure)).toBe(failure);
  });

  // Errors of the database or the service itself, and decisions of callers.
  it.each<[unknown]>([
    [new Error('the connection ended')],
    [ffmpeg('aborted')],
    [new RequestGoneError()],
    [new EventNotFoundError()],
    ['a string'],
    [undefined],
  ])('returns null for %p', (error) => {
    expect(clipFailureOf(error)).toBeNull();
  });
});
