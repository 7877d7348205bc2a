import { type MouseEvent, useState } from 'react';
import type { ClipTimes } from '../clip-times.js';
import { formatOffset } from '../format.js';
import type { Playback } from '../use-playback.js';
import type { WindowDraft } from '../use-window-draft.js';
import { fileTimeAt, momentAt } from './playback-times.js';
import { BOUNDS, type Span, shareOf, shownSpan } from './spans.js';
import { TimelineMarks } from './TimelineMarks.js';

export interface TimelineProps {
  times: ClipTimes | null;
  draft: WindowDraft;
  playback: Playback;
}

/**
 * The event, the part of it that the clip shows, and the interval of the next clip. A click seeks to that
 * moment, and two handles choose the interval.
 */
export function Timeline({ times, draft, playback }: TimelineProps) {
  const { span } = draft;
  const fitting = shownSpan(times?.event ?? null, times?.requested ?? null, span);
  // While a handle is dragged, the scale does not change.
  const [held, setHeld] = useState<Span | null>(null);
  const shown = held ?? fitting;

  const playable = times?.isRealTime && playback.time !== null ? times.footage : null;
  const moment = playable && momentAt(playable, playback.time ?? 0);
  const seek = ({ clientX, currentTarget }: MouseEvent) => {
    if (!playable) return;
    const { left, width } = currentTarget.getBoundingClientRect();
    const seconds = shown.start + ((clientX - left) / width) * (shown.end - shown.start);
    playback.seek(fileTimeAt(playable, seconds));
  };
  const handle = { shown, onHold: () => setHeld(shown), onLetGo: () => setHeld(null) };

  return (
    <div className="evp-timeline">
      <svg
        className="evp-track"
        data-seekable={playable !== null}
        onClick={seek}
        role="img"
        aria-label="The part of the event that the clip shows"
      >
        {times && <TimelineMarks times={times} shown={shown} draft={span} moment={moment} />}
      </svg>
      {/* If both handles are at the same place, the one that can move is on top. */}
      <Handle
        {...handle}
        label="Start of the clip"
        value={span.start}
        isRaised={shareOf(span.start, shown) > 0.5}
        disabled={!times}
        onMove={draft.moveStart}
      />
      <Handle
        {...handle}
        label="End of the clip"
        value={span.end}
        isRaised={false}
        disabled={!times}
        onMove={draft.moveEnd}
      />
    </div>
  );
}

interface HandleProps {
  label: string;
  value: number;
  shown: Span;
  isRaised: boolean;
  disabled: boolean;
  onMove: (seconds: number) => void;
  onHold: () => void;
  onLetGo: () => void;
}

function Handle({ label, value, shown, isRaised, disabled, onMove, onHold, onLetGo }: HandleProps) {
  return (
    <input
      className="evp-handle"
      type="range"
      aria-label={label}
      aria-valuetext={formatOffset(value)}
      data-raised={isRaised}
      min={Math.max(BOUNDS.start, shown.start)}
      max={shown.end}
      step={1}
      value={value}
      disabled={disabled}
      onChange={({ target }) => onMove(target.valueAsNumber)}
      onPointerDown={onHold}
      onPointerUp={onLetGo}
      onPointerCancel={onLetGo}
    />
  );
}
