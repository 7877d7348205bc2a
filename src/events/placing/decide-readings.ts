import type { Reading } from './written-time.js';

/**
 * The reading of a name that the other names of its folder leave, or null where several are left.
 *
 * @param others the readings of the other names of the same shape
 */
export function decideReading(
  readings: readonly Reading[],
  others: Iterable<readonly Reading[]>,
): Reading | null {
  let left = readings;
  let same = 0;
  let differs = false;
  const counter = readings.find((reading) => reading.counter !== undefined)?.counter;
  for (const other of others) {
    if (isOne(left)) break;
    const fits = new Set(other.map(({ as }) => as));
    const remaining = left.filter(({ as }) => fits.has(as));
    // A name that is read in no such way says nothing.
    if (remaining.length > 0) left = remaining;
    const otherCounter = other.find((reading) => reading.counter !== undefined)?.counter;
    if (otherCounter === counter) same++;
    else differs = true;
  }
  // What is the same in three files does not count them.
  if (!isOne(left) && same >= 2 && !differs) {
    left = left.filter((reading) => reading.counter === undefined);
  }
  return isOne(left) ? left[0]! : null;
}

/** Readings that mean the same instant are one. */
function isOne(readings: readonly Reading[]): boolean {
  const keys = readings.map(({ time }) => `${time.clockMs} ${time.offsetMs}`);
  return new Set(keys).size === 1;
}

/** Equal for names that differ in their numbers alone. */
export function shapeOf(name: string): string {
  return name.replace(/\d+/g, '0');
}
