/** A file whose name writes a local time. */
export interface TimedFile {
  /** What the camera's clock showed. */
  readonly clockMs: number;
  readonly modifiedAtMs: number;
}

/** Files further away say nothing about the hour that clocks showed twice. */
export const NEAR_MS = 3 * 3_600_000;

/**
 * Which of two instants a local time means that the camera's clock showed twice.
 *
 * The age of the file decides if it fits one of them. The age of a copy fits neither; then the order in which
 * the files were written decides, if the times in their names go back once: what was written before that is of
 * the first hour. Otherwise the first is as likely as the second, and is taken.
 *
 * @param startByAgeMs when the file starts according to its modification time
 */
export function instantOfRepeated(
  [first, second]: readonly [Date, Date],
  file: TimedFile,
  startByAgeMs: number,
  others: readonly TimedFile[],
): Date {
  const half = (second.getTime() - first.getTime()) / 2;
  if (Math.abs(startByAgeMs - second.getTime()) < half) return second;
  if (Math.abs(startByAgeMs - first.getTime()) < half) return first;
  return isAfterStep(file, others) ? second : first;
}

function isAfterStep(file: TimedFile, others: readonly TimedFile[]): boolean {
  const inOrder = [...others, file]
    .filter(({ clockMs }) => Math.abs(clockMs - file.clockMs) <= NEAR_MS)
    .sort((a, b) => a.modifiedAtMs - b.modifiedAtMs || a.clockMs - b.clockMs);
  const steps = inOrder.flatMap(({ clockMs }, index) =>
    index > 0 && clockMs < inOrder[index - 1]!.clockMs ? [index] : [],
  );
  const [step] = steps;
  return steps.length === 1 && inOrder.indexOf(file) >= step!;
}
