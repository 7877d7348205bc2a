import { ApiError } from '../api/api-error.js';
import type { ClipInfo, ClipProgress, EventTimes, GenerateOptions } from '../api/types.js';

/** A problem: a message to show, and the error code of the contract. */
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
  /** The first answer has not arrived. */
  | { readonly phase: 'checking' }
  /** The first answer failed. */
  | { readonly phase: 'unknown'; readonly problem: Problem }
  /** Nothing happens: there is a clip, or none, or making one failed. */
  | (Known & { readonly phase: 'idle'; readonly problem: Problem | null })
  /** A clip is being requested. */
  | (Known & { readonly phase: 'requesting'; readonly request: GenerateOptions })
  /** A clip is being made, whoever requested it. */
  | (Known & {
      readonly phase: 'making';
      /** 0 to 100, or null if it is unknown. */
      readonly progress: number | null;
      readonly message: string | null;
    })
  | (Known & { readonly phase: 'cancelling' })
  /** The protection of the clip is being set or lifted. */
  | (Known & { readonly phase: 'protecting'; readonly isProtected: boolean });

export type Phase = ClipState['phase'];

export type ClipAction =
  | { readonly type: 'check' }
  | { readonly type: 'checked'; readonly info: ClipInfo; readonly event?: EventTimes }
  | { readonly type: 'progressed'; readonly progress: ClipProgress }
  | { readonly type: 'failed'; readonly problem: Problem }
  | { readonly type: 'generate'; readonly request: GenerateOptions }
  | { readonly type: 'cancel' }
  | { readonly type: 'protect'; readonly isProtected: boolean };

export const CHECKING: ClipState = { phase: 'checking' };

/** An action that a phase does not expect changes nothing. */
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
    case 'protect':
      if (state.phase !== 'idle') return state;
      return { phase: 'protecting', ...knownOf(state), isProtected: action.isProtected };
  }
}

/** If the service says that a clip is pending, it is being made, whatever the state was before. */
function checked(state: ClipState, action: Extract<ClipAction, { type: 'checked' }>): ClipState {
  const event = action.event ?? ('event' in state ? state.event : undefined);
  if (!event) return state;
  const { info } = action;
  if (info.status === 'pending') {
    const { progress, message } = info;
    return { phase: 'making', event, info, progress, message };
  }
  // A refused request does not appear in the clip's state, so its message stays until something changes.
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
      // Only a regular check failed, which the user did not start. It is repeated later.
      return state;
    case 'requesting':
    case 'making':
    case 'cancelling':
    case 'protecting':
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

/** A regular check mostly finds the same state, which needs no new rendering. */
function isSame(a: ClipState, b: ClipState): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function problemFrom(error: unknown): Problem {
  if (error instanceof ApiError) return { message: error.message, code: error.code };
  return { message: 'Something went wrong in this page. Try again.', code: null };
}
