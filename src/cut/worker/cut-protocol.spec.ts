import { describe, expect, it } from '@jest/globals';
import { ClipDiffers, SmartCutNotPossible } from '../cut-errors.js';
import { errorOf, failureOf } from './cut-protocol.js';

/** An error on the other side of the thread's messages. */
const sent = (error: unknown) => errorOf(structuredClone(failureOf(error)));

const noSpace = Object.assign(new Error('write'), { code: 'ENOSPC' });

describe('An error that is sent by the thread', () => {
  it.each<[string, unknown, string, object]>([
    [
      'an obstacle',
      new SmartCutNotPossible('gop_too_long'),
      'SMART_CUT_NOT_POSSIBLE',
      { obstacle: 'gop_too_long' },
    ],
    ['a full disk', noSpace, 'NO_SPACE', { status: 507 }],
    ['any other', new TypeError('x'), 'SMART_CUT_NOT_POSSIBLE', { obstacle: 'reading' }],
    ['another of the disk', { code: 'EIO' }, 'SMART_CUT_NOT_POSSIBLE', { obstacle: 'reading' }],
    ['nothing', null, 'SMART_CUT_NOT_POSSIBLE', { obstacle: 'reading' }],
  ])('keeps its kind: %s', (_, error, code, fields) => {
    expect(sent(error)).toMatchObject({ code, ...fields });
  });

  it('keeps what it says of a clip that differs', () => {
    const error = sent(new ClipDiffers('Frame 3 has other bytes.'));
    expect(error).toBeInstanceOf(ClipDiffers);
    expect(error.message).toBe('Frame 3 has other bytes.');
  });

  it('has the stack of the original and of its causes as its cause', () => {
    const cause = new Error('inner', { cause: 'innermost' });
    const { message } = sent(new Error('outer', { cause })).cause as Error;
    expect(message).toMatch(/^Error: outer\n {4}at [^]*\ncaused by Error: inner\n {4}at [^]*\ncaused by innermost$/); // prettier-ignore
  });

  it.each<[string, unknown, string]>([
    ['is its message where there is no stack', { ...new Error() }, '[object Object]'],
    ['is a text that was thrown', 'a text', 'a text'],
  ])('has a cause that %s', (_, error, expected) => {
    expect((sent(error).cause as Error).message).toBe(expected);
  });
});
