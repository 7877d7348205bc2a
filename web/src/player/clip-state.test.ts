import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/api-error.js';
import { CLIP, EVENT, FAILED, NO_CLIP, PENDING } from '../testing/fake-service.js';
import {
  type ClipAction,
  type ClipState,
  CHECKING,
  clipState,
  type Problem,
  problemFrom,
} from './clip-state.js';

const problem = { message: 'It does not answer.', code: 'UNREACHABLE' };
const idle = (info = NO_CLIP, trouble: Problem | null = null): ClipState => ({
  phase: 'idle',
  event: EVENT,
  info,
  problem: trouble,
});
const known = { event: EVENT, info: CLIP };
const making: ClipState = { phase: 'making', ...known, progress: 10, message: null };
const requesting: ClipState = { phase: 'requesting', ...known, request: { force: true } };
const cancelling: ClipState = { phase: 'cancelling', ...known };
const holding: ClipState = { phase: 'holding', ...known, hold: true };
const unknown: ClipState = { phase: 'unknown', problem };
const failure = { message: FAILED.message!, code: FAILED.error_code };

const checked = (info = CLIP): ClipAction => ({ type: 'checked', info });
const failed: ClipAction = { type: 'failed', problem };

describe('clipState', () => {
  const table: [string, ClipState, ClipAction, Partial<ClipState> | ClipState][] = [
    ['learns of no clip', CHECKING, { ...checked(NO_CLIP), event: EVENT } as ClipAction, idle()],
    ['learns of a clip', CHECKING, { ...checked(), event: EVENT } as ClipAction, idle(CLIP)],
    [
      'learns of a failure',
      CHECKING,
      { ...checked(FAILED), event: EVENT } as ClipAction,
      { ...idle(FAILED), problem: failure } as ClipState,
    ],
    [
      'joins a clip in the making',
      CHECKING,
      { ...checked({ ...PENDING, progress: 33, message: 'Waiting.' }), event: EVENT } as ClipAction,
      { phase: 'making', progress: 33, message: 'Waiting.' },
    ],
    ['cannot learn anything', CHECKING, failed, unknown],
    ['checks anew', unknown, { type: 'check' }, CHECKING],
    [
      'asks',
      idle(),
      { type: 'generate', request: { force: true } },
      { phase: 'requesting', request: { force: true } },
    ],
    ['is refused', requesting, failed, idle(CLIP, problem)],
    ['is answered by a clip', requesting, checked(), idle(CLIP)],
    ['is answered by a job', requesting, checked(PENDING), { phase: 'making', progress: 0 }],
    [
      'moves on',
      making,
      { type: 'progressed', progress: { status: 'pending', progress: 50, message: 'Copying' } },
      { phase: 'making', progress: 50, message: 'Copying' },
    ],
    [
      'is made',
      making,
      checked({ ...CLIP, generated_at: '2026-01-03T11:00:00.000Z' }),
      { phase: 'idle' },
    ],
    ['is lost sight of', making, failed, idle(CLIP, problem)],
    ['is cancelled', making, { type: 'cancel' }, cancelling],
    ['was cancelled', cancelling, checked(NO_CLIP), idle()],
    ['could not be cancelled', cancelling, failed, idle(CLIP, problem)],
    ['holds', idle(CLIP), { type: 'hold', hold: true }, holding],
    [
      'is held',
      holding,
      checked({ ...CLIP, protected: true }),
      { phase: 'idle', info: { ...CLIP, protected: true } },
    ],
    ['could not be held', holding, failed, idle(CLIP, problem)],
    ['finds a clip that someone else had made', idle(), checked(), idle(CLIP)],
    [
      'finds that someone else has asked',
      idle(CLIP),
      checked({ ...CLIP, status: 'pending', progress: 5 }),
      { phase: 'making', progress: 5 },
    ],
    ['finds that the clip is gone', idle(CLIP), checked(NO_CLIP), idle()],
    [
      'keeps a refusal while nothing changes',
      idle(NO_CLIP, problem),
      checked({ ...NO_CLIP }),
      idle(NO_CLIP, problem),
    ],
    ['forgets it when something does', idle(NO_CLIP, problem), checked(), idle(CLIP)],
  ];
  it.each(table)('%s', (_, state, action, expected) => {
    expect(clipState(state, action)).toMatchObject(expected);
  });

  const unmoved: [ClipState, ClipAction][] = [
    [CHECKING, { type: 'generate', request: {} }],
    [CHECKING, { type: 'cancel' }],
    [CHECKING, checked()],
    [unknown, { type: 'hold', hold: true }],
    [idle(), { type: 'cancel' }],
    [idle(), { type: 'check' }],
    [idle(), failed],
    [idle(CLIP), checked({ ...CLIP })],
    [idle(), { type: 'progressed', progress: { status: 'pending', progress: 1, message: null } }],
    [requesting, { type: 'generate', request: {} }],
    [requesting, { type: 'cancel' }],
    [making, { type: 'generate', request: {} }],
    [making, { type: 'hold', hold: true }],
    [cancelling, { type: 'cancel' }],
    [holding, { type: 'generate', request: {} }],
  ];
  it.each(unmoved.map(([state, action]) => [state.phase, action.type, state, action] as const))(
    'in %s stays the same at %s',
    (_, __, state, action) => {
      expect(clipState(state, action)).toBe(state);
    },
  );

  it('carries no trouble over into the next phase', () => {
    const next = clipState(idle(NO_CLIP, problem), { type: 'generate', request: {} });
    expect(next).not.toHaveProperty('problem');
  });
});

describe('problemFrom', () => {
  it('takes the service’s words, and none from a defect', () => {
    const refusal = new ApiError(400, 'NO_CLIP_SOURCE', 'There is nothing to make a clip from.');
    expect(problemFrom(refusal)).toEqual({
      message: 'There is nothing to make a clip from.',
      code: 'NO_CLIP_SOURCE',
    });
    expect(problemFrom(new TypeError('x is undefined')).message).not.toContain('undefined');
  });
});
