import type { ClipState } from './clip-state.js';

/** Fills the stage while there is no clip. */
export function Placeholder({ state, formId }: { state: ClipState; formId: string }) {
  return (
    <div className="evp-placeholder">
      <svg className="evp-icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 6h11a1 1 0 0 1 1 1v3l4-2.5v9L16 14v3a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1z" />
      </svg>
      {state.phase === 'idle' && (
        <button className="evp-button evp-primary" type="submit" form={formId}>
          Generate clip
        </button>
      )}
    </div>
  );
}
