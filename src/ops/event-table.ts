import { shownText } from '../common/shown-name.js';
import type { ListedEvent } from '../clips/records/listed-events.js';

const HEADINGS = ['event', 'started', 'camera', 'label', 'status', 'clip'];

/** Events as a table for people, one in each line. */
export function eventTable(events: readonly ListedEvent[]): string {
  const rows = [HEADINGS, ...events.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf(event: ListedEvent): string[] {
  const { event_id, started_at, camera_id, label, status, progress } = event;
  return [
    String(event_id),
    started_at.toISOString(),
    shownText(camera_id),
    shownText(label ?? '-'),
    progress === null ? status : `${status} ${progress} %`,
    outcomeOf(event),
  ];
}

/** The clip, and why there is no newer one. */
function outcomeOf({ clip, error_code, message }: ListedEvent): string {
  const file = clip && [
    `${clip.file_name}, ${clip.duration_seconds.toFixed(1)} s, ${clip.bytes} bytes`,
    ...(clip.protected ? ['protected'] : []),
  ];
  const reason = [error_code, message && shownText(message)].filter(Boolean).join(': ');
  return [file?.join(', '), reason].filter(Boolean).join('; ') || '-';
}
