import { ApiError } from '../api/api-error.js';
import type { ClipInfo, ClipProgress, EventTimes, GenerateOptions } from '../api/types.js';

/** What went wrong, in words for people, and the contract's code of it. */
export interface Problem {
  readonly message: string;
  readonly code: string | null;
}

interface Known {
  readonly event: EventTimes;
  readonly info: ClipInfo;
}

/** Each phase has one task that runs while it lasts; see `use-event-clip`. */
export type ClipState =
  /** Nothing is known yet. */
  | { readonly phase: 'checking' }
  /** Nothing could be learnt. */
  | { readonly phase: 'unknown'; readonly problem: Problem }
  /** Nothing goes on: there is a clip, or none, or making one failed. */
  | (Known & { readonly phase: 'idle'; readonly problem: Problem | null })
  /** Asking for a clip. */
  | (Known & { readonly phase: 'requesting'; readonly request: GenerateOptions })
  /** A clip is being made, whoever asked for it. */
  | (Known & {
      readonly phase: 'making';
      /** 0 to 100, null where that cannot be told. */
      readonly progress: number | null;
      readonly message: string | null;
    })
  | (Known & { readonly phase: 'cancelling' })
  /** Holding the clip or letting it go. */
  | (Known & { readonly phase: 'holding'; readonly hold: boolean });

export type Phase = ClipState['phase'];

export type ClipAction =
  | { readonly type: 'check' }
  | { readonly type: 'checked'; readonly info: ClipInfo; readonly event?: EventTimes }
  | { readonly type: 'progressed'; readonly progress: ClipProgress }
  | { readonly type: 'failed'; readonly problem: Problem }
  | { readonly type: 'generate'; readonly request: GenerateOptions }
  | { readonly type: 'cancel' }
  | { readonly type: 'hold'; readonly hold: boolean };

export const CHECKING: ClipState = { phase: 'checking' };

/** An action that a phase does not expect leaves it as it is. */
export function clipState(state: ClipState, action: ClipAction): ClipState {
  switch (action.type) {
    case 'check':
      return state.phase === 'unknown' ? CHECKING : state;
    case 'checked':
      return checked(state, action);
    case 'progressed': {
      const { progress, message } = action.progress;
      return state.phase === 'making' ? { ...state, progress, message } : state;
    }
    case 'failed':
      return failed(state, action.problem);
    case 'generate':
      if (state.phase !== 'idle') return state;
      return { phase: 'requesting', ...knownOf(state), request: action.request };
    case 'cancel':
      return state.phase === 'making' ? { phase: 'cancelling', ...knownOf(state) } : state;
    case 'hold':
      if (state.phase !== 'idle') return state;
      return { phase: 'holding', ...knownOf(state), hold: action.hold };
  }
}

/** Where the service says that a clip is pending, it is being made, whatever was thought before. */
function checked(state: ClipState, action: Extract<ClipAction, { type: 'checked' }>): ClipState {
  const event = action.event ?? ('event' in state ? state.event : undefined);
  if (!event) return state;
  const { info } = action;
  if (info.status === 'pending') {
    const { progress, message } = info;
    return { phase: 'making', event, info, progress, message };
  }
  // A refusal leaves no trace in the clip's answer: it is shown until something changes.
  const refusal = state.phase === 'idle' && isSameClip(state.info, info) ? state.problem : null;
  const next: ClipState = { phase: 'idle', event, info, problem: problemOf(info) ?? refusal };
  return isSame(state, next) ? state : next;
}

function failed(state: ClipState, problem: Problem): ClipState {
  switch (state.phase) {
    case 'checking':
    case 'unknown':
      return { phase: 'unknown', problem };
    case 'idle':
      // Looking again is nobody's wish: it fails in silence and is tried anew.
      return state;
    case 'requesting':
    case 'making':
    case 'cancelling':
    case 'holding':
      return { phase: 'idle', ...knownOf(state), problem };
  }
}

function problemOf({ status, message, error_code }: ClipInfo): Problem | null {
  if (status !== 'failed') return null;
  return { message: message ?? 'The clip could not be made.', code: error_code };
}

function isSameClip(a: ClipInfo, b: ClipInfo): boolean {
  return a.status === b.status && a.generated_at === b.generated_at;
}

function knownOf({ event, info }: Known): Known {
  return { event, info };
}

/** Looking again mostly finds what was there; then nothing is to be drawn anew. */
function isSame(a: ClipState, b: ClipState): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function problemFrom(error: unknown): Problem {
  if (error instanceof ApiError) return { message: error.message, code: error.code };
  return { message: 'Something went wrong in this page. Try again.', code: null };
}
