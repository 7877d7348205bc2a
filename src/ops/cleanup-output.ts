import {
  type CameraPeriodDto,
  CleanupCounts,
  type CleanupResult,
} from '../cleanup/dto/cleanup-result.dto.js';
import { shownText } from '../common/shown-name.js';

/** The result of a cleanup as a table with one row for each reason, and what operators should know. */
export function cleanupOutput(result: CleanupResult): string {
  const { dry_run, stopped, to_confirm, reasons, held, cameras, errors, warnings } = result;
  const columns = Object.keys(new CleanupCounts()) as (keyof CleanupCounts)[];
  const width = Math.max(...Object.keys(reasons).map(({ length }) => length + 1), 12);
  const row = (name: string, cells: (string | number)[]) =>
    name.padEnd(width) + cells.map((cell) => String(cell).padStart(15)).join('');
  return [
    ...(dry_run ? ['Dry run: nothing was changed.'] : []),
    ...(stopped ? [`Stopped: ${stopped.message}`] : []),
    ...(to_confirm ? [`To be confirmed: ${to_confirm.message}`] : []),
    row('', columns),
    ...Object.entries(reasons).map(([reason, counts]) =>
      row(
        reason,
        columns.map((column) => counts[column]),
      ),
    ),
    `Held: ${held.clips} clips, ${held.bytes} bytes; ${held.events} events are past their age.`,
    ...(held.late_events > 0
      ? [`Due when they were registered, and kept from then on: ${held.late_events} events.`]
      : []),
    ...cameras.map(
      ({ camera_id, events, recordings, ...period }) =>
        `Camera ${shownText(camera_id)} (${describePeriod(period)}): ${events} events, ${recordings} recordings.`,
    ),
    `Errors: ${errors}`,
    ...warnings.map((warning) => `Warning: ${shownText(warning)}`),
  ].join('\n');
}

function describePeriod({
  retention_days,
  retention_days_by_label,
}: Omit<CameraPeriodDto, 'camera_id'>): string {
  const shown = (days: number) => (days === 0 ? 'for ever' : `${days} days`);
  const labels = Object.entries(retention_days_by_label).map(
    ([label, days]) => `${shownText(label)} ${shown(days)}`,
  );
  return [shown(retention_days), ...labels].join(', ');
}
