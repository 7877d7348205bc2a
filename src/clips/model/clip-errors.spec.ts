import { describe, expect, it } from '@jest/globals';
import {
  ClipNotFoundError,
  ClipPendingError,
  ClipTooLongError,
  GenerationDisabledError,
  KeyQueueFullError,
  NoClipSourceError,
  NothingPendingError,
  QueueFullError,
  REFUSALS,
  ReversedIntervalError,
} from './clip-errors.js';
import { TooManyStartsError } from '../../common/request-errors.js';
import { ClipGenerationError } from './clip-generation-error.js';

describe('The errors of clips', () => {
  it('have their codes, their statuses, and the field or limit in their sentences', () => {
    const long = new ClipTooLongError(3601);
    expect(long).toMatchObject({ code: 'INVALID_CLIP_DURATION', status: 400 });
    expect(long.message).toMatch(/3601 s.*3600 s/);
    const reversed = new ReversedIntervalError('end_offset_seconds');
    expect(reversed).toMatchObject({ code: 'VALIDATION_FAILED', status: 400 });
    expect(reversed.message).toContain('end_offset_seconds');
    const cause = new Error('x');
    const made = new ClipGenerationError('NO_SPACE', 'Full.', { cause });
    expect(made).toMatchObject({ code: 'NO_SPACE', status: 500, message: 'Full.', cause });
  });

  it.each([
    [new NoClipSourceError(), 'NO_CLIP_SOURCE', 400],
    [new GenerationDisabledError(), 'CLIP_GENERATION_DISABLED', 503],
    [new QueueFullError(), 'QUEUE_FULL', 429],
    [new KeyQueueFullError(), 'KEY_QUEUE_FULL', 429],
    [new TooManyStartsError(5), 'TOO_MANY_STARTS', 429],
    [new ClipNotFoundError(), 'CLIP_NOT_FOUND', 404],
    [new NothingPendingError(), 'NOTHING_PENDING', 404],
    [new ClipPendingError(), 'CLIP_PENDING', 409],
  ])('%s have a code and a status', (error, code, status) => {
    expect(error).toMatchObject({ code, status });
  });

  it('that refuse a request are listed', () => {
    const codes = REFUSALS.map((each) => (typeof each === 'function' ? new each() : each).code);
    expect(codes).toEqual([
      ...['NO_CLIP_SOURCE', 'VALIDATION_FAILED', 'INVALID_CLIP_DURATION', 'CLIP_PROTECTED'],
      ...[
        'QUEUE_FULL',
        'KEY_QUEUE_FULL',
        'TOO_MANY_STARTS',
        'CLIP_GENERATION_DISABLED',
        'FFMPEG_NOT_FOUND',
      ],
    ]);
  });
});
