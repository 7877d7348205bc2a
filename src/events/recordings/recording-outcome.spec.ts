import { describe, expect, it, jest } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { FootageMissingError } from '../../media/footage/footage-errors.js';
import type { Recording } from '../records/recording.entity.js';
import { outcomeOf } from './recording-outcome.js';

const queryError = (code: string) =>
  new QueryFailedError('INSERT', [], Object.assign(new Error('secret'), { code }));

function outcome(registered: Promise<{ recording: Recording }>) {
  const error = jest.fn<(entry: unknown) => void>();
  return { logged: error, outcome: outcomeOf('/media/a\n.mp4', registered, { error }) };
}

describe('The outcome of a recording', () => {
  it('is its id', async () => {
    const recording = { id: 7, placedBy: 'given' } as Recording;
    const { outcome: given } = outcome(Promise.resolve({ recording }));
    expect(await given).toEqual({ id: 7, placed_by: 'given' });
  });

  it('is the failure of its file', async () => {
    const { outcome: given, logged } = outcome(Promise.reject(new FootageMissingError()));
    expect(await given).toMatchObject({ error: { code: 'VIDEO_NOT_FOUND' } });
    expect(logged).not.toHaveBeenCalled();
  });

  it.each<[string, Error]>([
    ['the database refuses its row', queryError('22008')],
    ['its row is locked for too long', queryError('55P03')],
    ['a reader has a bug', new TypeError('secret')],
  ])('is a failure of the service if %s, which the log explains', async (_, cause) => {
    const { outcome: given, logged } = outcome(Promise.reject(cause));
    expect(await given).toEqual({
      error: {
        code: 'INTERNAL_ERROR',
        message: expect.stringMatching(/^a\\u\{a\}\.mp4 could not be registered, .*log/),
      },
    });
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ err: cause }));
  });

  it('is none if the database does not answer, which concerns all recordings', async () => {
    const away = queryError('57P01');
    await expect(outcome(Promise.reject(away)).outcome).rejects.toBe(away);
  });
});
