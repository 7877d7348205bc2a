import { type FormEvent, useState } from 'react';
import { formatDuration } from './format.js';
import { BOUNDS } from './timeline/spans.js';
import type { ClipFormat, WindowDraft } from './use-window-draft.js';

export interface WindowFormProps {
  id: string;
  draft: WindowDraft;
  /** Whether there is a clip, which the new one would replace. */
  replaces: boolean;
  disabled: boolean;
  onSubmit: () => void;
}

/** Fields for the interval that the timeline shows. */
export function WindowForm({ id, draft, replaces, disabled, onSubmit }: WindowFormProps) {
  const { start, end } = draft.span;
  const submit = (submission: FormEvent) => {
    submission.preventDefault();
    if (!disabled) onSubmit();
  };
  return (
    <form id={id} className="evp-window" onSubmit={submit} noValidate>
      <fieldset>
        <legend className="evp-unseen">
          Interval of the clip, in seconds from the event’s start
        </legend>
        <SecondsField label="From" value={start} onCommit={draft.moveStart} />
        <SecondsField label="to" value={end} onCommit={draft.moveEnd} />
        <span className="evp-unit" aria-hidden="true">
          s
        </span>
        <span className="evp-length">{formatDuration(end - start)}</span>
      </fieldset>
      <label className="evp-field">
        <span>as</span>
        <select
          value={draft.format}
          onChange={({ target }) => draft.setFormat(target.value as ClipFormat)}
        >
          <option value="mp4">MP4</option>
          <option value="gif">GIF</option>
        </select>
      </label>
      <button className="evp-button" type="submit" disabled={disabled || !replaces}>
        Generate again
      </button>
    </form>
  );
}

interface SecondsFieldProps {
  label: string;
  value: number;
  onCommit: (seconds: number) => void;
}

/** Takes effect on blur or Enter, because a half-typed number could move the other end. */
function SecondsField({ label, value, onCommit }: SecondsFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    const seconds = typed?.trim() ? Number(typed) : NaN;
    if (Number.isFinite(seconds)) onCommit(seconds);
    setTyped(null);
  };
  return (
    <label className="evp-field">
      <span>{label}</span>
      <input
        type="number"
        step={1}
        min={BOUNDS.start}
        max={BOUNDS.end}
        value={typed ?? value}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
    </label>
  );
}
