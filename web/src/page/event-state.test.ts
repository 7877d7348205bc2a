import { describe, expect, it } from 'vitest';
import type { CameraEvent } from '../api/types.js';
import { eventState } from './event-state.js';

type Clip = NonNullable<CameraEvent['clip']>;

const READY: Clip = {
  status: 'completed',
  clip_url: '/api/media/clips/7_clip.mp4',
  rendition_urls: null,
  poster_url: null,
  protected: false,
  duration_seconds: 22,
  progress: 100,
  message: null,
  error_code: null,
};
const FAILED = { status: 'failed', clip_url: null, progress: null } as const;

describe('eventState', () => {
  it.each<[string, Partial<Clip> | null, string, string]>([
    ['no clip', null, 'No clip yet', 'plain'],
    ['a clip', {}, '', 'plain'],
    ['a protected clip', { protected: true }, 'Protected', 'kept'],
    ['a request that waits', { status: 'pending', progress: 0 }, 'Being made', 'busy'],
    ['one that runs', { status: 'pending', progress: 40 }, 'Being made, 40 %', 'busy'],
    ['no footage', { ...FAILED, error_code: 'WINDOW_OUTSIDE_FOOTAGE' }, 'No footage', 'problem'],
    ['a code of a later version', { ...FAILED, error_code: 'NEW' }, 'Failed', 'problem'],
    [
      'a failure beside an older clip',
      { status: 'failed', error_code: 'NO_SPACE' },
      'No free space; an older clip is there',
      'problem',
    ],
  ])('shows %s', (_, clip, words, tone) => {
    expect(eventState({ clip: clip && { ...READY, ...clip } })).toEqual({ words, tone });
  });
});
