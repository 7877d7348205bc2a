import { CleanupCounts, type CleanupResult } from '../cleanup/dto/cleanup-result.dto.js';

/** The result of a cleanup as a table with one row for each reason, and what operators should know. */
export function cleanupOutput(result: CleanupResult): string {
  const { dry_run, stopped, reasons, held, errors, warnings } = result;
  const columns = Object.keys(new CleanupCounts()) as (keyof CleanupCounts)[];
  const width = Math.max(...Object.keys(reasons).map(({ length }) => length + 1), 12);
  const row = (name: string, cells: (string | number)[]) =>
    name.padEnd(width) + cells.map((cell) => String(cell).padStart(15)).join('');
  return [
    ...(dry_run ? ['Dry run: nothing was changed.'] : []),
    ...(stopped ? [`Stopped: ${stopped.message}`] : []),
    row('', columns),
    ...Object.entries(reasons).map(([reason, counts]) =>
      row(
        reason,
        columns.map((column) => counts[column]),
      ),
    ),
    `Held: ${held.clips} clips, ${held.bytes} bytes; ${held.events} events are past their age.`,
    `Errors: ${errors}`,
    ...warnings.map((warning) => `Warning: ${warning}`),
  ].join('\n');
}
