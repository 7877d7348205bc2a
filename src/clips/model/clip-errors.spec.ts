import { describe, expect, it } from '@jest/globals';
import {
  ClipTooLongError,
  QueueFullError,
  REFUSALS,
  ReversedIntervalError,
} from './clip-errors.js';
import { ClipGenerationError } from './clip-generation-error.js';

describe('The errors of clips', () => {
  it('have their codes, their statuses, and the field or limit in their sentences', () => {
    const long = new ClipTooLongError(3601);
    expect(long).toMatchObject({ code: 'INVALID_CLIP_DURATION', status: 400 });
    expect(long.message).toMatch(/3601 s.*3600 s/);
    const reversed = new ReversedIntervalError('end_offset_seconds');
    expect(reversed).toMatchObject({ code: 'VALIDATION_FAILED', status: 400 });
    expect(reversed.message).toContain('end_offset_seconds');
    expect(new QueueFullError()).toMatchObject({ code: 'QUEUE_FULL', status: 429 });
    const cause = new Error('x');
    const made = new ClipGenerationError('NO_SPACE', 'Full.', { cause });
    expect(made).toMatchObject({ code: 'NO_SPACE', status: 500, message: 'Full.', cause });
  });

  it('that refuse a request are listed', () => {
    const codes = REFUSALS.map((each) => (typeof each === 'function' ? new each() : each).code);
    expect(codes).toEqual([
      ...['NO_CLIP_SOURCE', 'VALIDATION_FAILED', 'INVALID_CLIP_DURATION', 'CLIP_PROTECTED'],
      ...['QUEUE_FULL', 'CLIP_GENERATION_DISABLED', 'FFMPEG_NOT_FOUND'],
    ]);
  });
});
