import type { ClipTimes } from '../clip-times.js';
import { type Span, shareOf } from './spans.js';

export interface TimelineMarksProps {
  times: ClipTimes;
  shown: Span;
  draft: Span;
  /** The moment that the player shows, in seconds from the event's start. */
  moment: number | null;
}

/** Positions are percentages of the width in attributes, so nothing is measured and no style is inline. */
export function TimelineMarks({ times, shown, draft, moment }: TimelineMarksProps) {
  const bar = (span: Span, y: number, height: number, name: string, key?: number) => (
    <rect
      key={key}
      className={`evp-${name}`}
      x={percent(shareOf(span.start, shown))}
      width={percent(shareOf(span.end, shown) - shareOf(span.start, shown))}
      y={y}
      height={height}
    />
  );
  const [starts, ends] = [shareOf(times.event.start, shown), shareOf(times.event.end, shown)];
  // Otherwise the two labels would overlap.
  const isLong = ends - starts > 0.25;
  return (
    <>
      {bar(shown, 18, 8, 'ground')}
      {times.requested && bar(times.requested, 18, 8, 'requested')}
      {times.footage.map((piece, index) => bar(piece, 18, 8, 'footage', index))}
      {times.gaps.map((gap, index) => bar(gap, 18, 8, 'gap', index))}
      {bar(draft, 14, 16, 'draft')}
      <Mark at={starts} name="event" label={isLong ? 'event starts' : 'event'} />
      {ends > starts && <Mark at={ends} name="event" {...(isLong && { label: 'ends' })} />}
      {moment !== null && <Mark at={shareOf(moment, shown)} name="playhead" />}
    </>
  );
}

function Mark({ at, name, label }: { at: number; name: string; label?: string }) {
  const x = percent(at);
  return (
    <>
      <line className={`evp-${name}`} x1={x} x2={x} y1={12} y2={name === 'event' ? 32 : 36} />
      {label && (
        <text className="evp-mark" x={x} y={9} textAnchor={at > 0.8 ? 'end' : 'start'}>
          {label}
        </text>
      )}
    </>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}
