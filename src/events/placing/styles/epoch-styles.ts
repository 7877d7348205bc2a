import { EPOCH_FROM_S, EPOCH_UNTIL_S } from '../epoch-in-text.js';
import type { NameStyle } from '../name-style.js';
import { continuesNumber } from '../surroundings.js';
import { millisecondsOf } from '../written-time.js';

/** A number of another kind stands after such a word, or after a plus sign. */
const NUMBERED =
  /(?:^|[^A-Za-z])(?:id|no|nr|num|number|tel|phone|mobile|cell|fax|ref|order|invoice|ticket|case|account|acct|customer|ean|isbn|upc|sku|pin|zip|price|p_n|pn)[-_ .:#]*$|[+#][\d -]*$/i;

/**
 * Seconds since 1970 with or without a fraction (Frigate's `1767436200.123456`), milliseconds (Arlo,
 * Scrypted), microseconds and nanoseconds. Two of them are a start and an end.
 */
export const EPOCH_STYLE: NameStyle = {
  name: 'seconds since 1970',
  searches: 'name',
  pattern:
    /(?<!\d[A-Za-z]*)(?<seconds>1\d{9})(?:(?<row>\d{3}|\d{6}|\d{9})|\.(?<fraction>\d{1,9}))?(?![A-Za-z0-9])/g,
  read({ seconds, row, fraction }, { before, after }) {
    if (continuesNumber(before) || NUMBERED.test(before)) return [];
    if (Number(seconds) < EPOCH_FROM_S || Number(seconds) >= EPOCH_UNTIL_S) return [];
    // Another long number makes it likely that both are numbers of something.
    if (hasLongNumber(before) || hasLongNumber(after)) return [];
    const clockMs = Number(seconds) * 1000 + millisecondsOf(row ?? fraction ?? '0');
    return [{ as: 'epoch', time: { clockMs, offsetMs: 0 } }];
  },
};

/** A number that is too long for a counter and is no time of the same kind. */
function hasLongNumber(text: string): boolean {
  const numbers = text.match(/(?<![A-Za-z0-9])\d{9,}(?![A-Za-z0-9])/g) ?? [];
  return numbers.some((number) => !/^1\d{9}(?:\d{3}|\d{6}|\d{9})?$/.test(number));
}
