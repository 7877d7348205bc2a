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
const protecting: ClipState = { phase: 'protecting', ...known, isProtected: true };
const unknown: ClipState = { phase: 'unknown', problem };
const failure = { message: FAILED.message!, code: FAILED.error_code };

const checked = (info = CLIP): ClipAction => ({ type: 'checked', info });
const failed: ClipAction = { type: 'failed', problem };

describe('clipState', () => {
  const table: [string, ClipState, ClipAction, Partial<ClipState> | ClipState][] = [
    [
      'the answer has no clip',
      CHECKING,
      { ...checked(NO_CLIP), event: EVENT } as ClipAction,
      idle(),
    ],
    ['the answer has a clip', CHECKING, { ...checked(), event: EVENT } as ClipAction, idle(CLIP)],
    [
      'the answer has a failure',
      CHECKING,
      { ...checked(FAILED), event: EVENT } as ClipAction,
      { ...idle(FAILED), problem: failure } as ClipState,
    ],
    [
      'a clip is being made already',
      CHECKING,
      { ...checked({ ...PENDING, progress: 33, message: 'Waiting.' }), event: EVENT } as ClipAction,
      { phase: 'making', progress: 33, message: 'Waiting.' },
    ],
    ['the first check fails', CHECKING, failed, unknown],
    ['it checks again', unknown, { type: 'check' }, CHECKING],
    [
      'a clip is requested',
      idle(),
      { type: 'generate', request: { force: true } },
      { phase: 'requesting', request: { force: true } },
    ],
    ['the request is refused', requesting, failed, idle(CLIP, problem)],
    ['the request is answered with a clip', requesting, checked(), idle(CLIP)],
    [
      'the request is answered with a job',
      requesting,
      checked(PENDING),
      { phase: 'making', progress: 0 },
    ],
    [
      'there is progress',
      making,
      { type: 'progressed', progress: { status: 'pending', progress: 50, message: 'Copying' } },
      { phase: 'making', progress: 50, message: 'Copying' },
    ],
    [
      'the clip is made',
      making,
      checked({ ...CLIP, generated_at: '2026-01-03T11:00:00.000Z' }),
      { phase: 'idle' },
    ],
    ['the progress cannot be read', making, failed, idle(CLIP, problem)],
    ['the request is cancelled', making, { type: 'cancel' }, cancelling],
    ['the cancellation succeeds', cancelling, checked(NO_CLIP), idle()],
    ['the cancellation fails', cancelling, failed, idle(CLIP, problem)],
    ['the clip is to be protected', idle(CLIP), { type: 'protect', isProtected: true }, protecting],
    [
      'the clip is protected',
      protecting,
      checked({ ...CLIP, protected: true }),
      { phase: 'idle', info: { ...CLIP, protected: true } },
    ],
    ['the clip cannot be protected', protecting, failed, idle(CLIP, problem)],
    ['a clip was made elsewhere', idle(), checked(), idle(CLIP)],
    [
      'a clip was requested elsewhere',
      idle(CLIP),
      checked({ ...CLIP, status: 'pending', progress: 5 }),
      { phase: 'making', progress: 5 },
    ],
    ['the clip is gone', idle(CLIP), checked(NO_CLIP), idle()],
    [
      'nothing changes after a refusal',
      idle(NO_CLIP, problem),
      checked({ ...NO_CLIP }),
      idle(NO_CLIP, problem),
    ],
    ['something changes after a refusal', idle(NO_CLIP, problem), checked(), idle(CLIP)],
  ];
  it.each(table)('gives the next state when %s', (_, state, action, expected) => {
    expect(clipState(state, action)).toMatchObject(expected);
  });

  const unmoved: [ClipState, ClipAction][] = [
    [CHECKING, { type: 'generate', request: {} }],
    [CHECKING, { type: 'cancel' }],
    [CHECKING, checked()],
    [unknown, { type: 'protect', isProtected: true }],
    [idle(), { type: 'cancel' }],
    [idle(), { type: 'check' }],
    [idle(), failed],
    [idle(CLIP), checked({ ...CLIP })],
    [idle(), { type: 'progressed', progress: { status: 'pending', progress: 1, message: null } }],
    [requesting, { type: 'generate', request: {} }],
    [requesting, { type: 'cancel' }],
    [making, { type: 'generate', request: {} }],
    [making, { type: 'protect', isProtected: true }],
    [cancelling, { type: 'cancel' }],
    [protecting, { type: 'generate', request: {} }],
  ];
  it.each(unmoved.map(([state, action]) => [state.phase, action.type, state, action] as const))(
    'does not change in phase %s by action %s',
    (_, __, state, action) => {
      expect(clipState(state, action)).toBe(state);
    },
  );

  it('drops the problem in the next phase', () => {
    const next = clipState(idle(NO_CLIP, problem), { type: 'generate', request: {} });
    expect(next).not.toHaveProperty('problem');
  });
});

describe('problemFrom', () => {
  it('uses the message of the service, but not that of a defect', () => {
    const refusal = new ApiError(400, 'NO_CLIP_SOURCE', 'There is nothing to make a clip from.');
    expect(problemFrom(refusal)).toEqual({
      message: 'There is nothing to make a clip from.',
      code: 'NO_CLIP_SOURCE',
    });
    expect(problemFrom(new TypeError('x is undefined')).message).not.toContain('undefined');
  });
});
