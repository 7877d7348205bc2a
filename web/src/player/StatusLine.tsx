import type { ClipState } from './clip-state.js';
import { Sentence } from './Sentence.js';

export interface StatusLineProps {
  state: ClipState;
  onRetry: () => void;
  onCancel: () => void;
}

/** The current state, which screen readers announce, with the matching buttons. */
export function StatusLine({ state, onRetry, onCancel }: StatusLineProps) {
  const problem = 'problem' in state ? state.problem : null;
  return (
    <div className="evp-status" data-problem={problem !== null}>
      <p className="evp-status-text" role="status">
        <Sentence text={statusText(state)} />
      </p>
      <Progress state={state} />
      {state.phase === 'making' && (
        <button className="evp-button" type="button" onClick={onCancel}>
          Cancel
        </button>
      )}
      {problem && (
        <button className="evp-button" type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}

function Progress({ state }: { state: ClipState }) {
  if (state.phase !== 'making' && state.phase !== 'requesting') return null;
  const progress = state.phase === 'making' ? state.progress : null;
  return (
    <>
      <progress
        className="evp-progress"
        aria-label="Making the clip"
        max={100}
        // Zero means that the clip waits in the queue or for footage, so the bar has no value yet.
        {...(progress ? { value: progress } : {})}
      />
      <span className="evp-percent" aria-hidden="true">
        {progress ? `${Math.round(progress)} %` : ''}
      </span>
    </>
  );
}

function statusText(state: ClipState): string {
  switch (state.phase) {
    case 'checking':
      return 'Looking for the clip…';
    case 'unknown':
      return state.problem.message;
    case 'requesting':
      return 'Requesting the clip…';
    case 'making':
      return state.message ?? 'Making the clip…';
    case 'cancelling':
      return 'Cancelling…';
    case 'protecting':
      return state.isProtected ? 'Protecting the clip…' : 'Lifting the protection…';
    case 'idle':
      return state.problem?.message ?? restingText(state.info);
  }
}

function restingText({
  clip_available,
  stale,
  message,
}: Extract<ClipState, { phase: 'idle' }>['info']): string {
  if (!clip_available) return 'There is no clip of this event yet.';
  if (stale)
    return 'The event or its footage has changed since. Generate the clip again to see it.';
  return message ?? 'The clip is ready.';
}
