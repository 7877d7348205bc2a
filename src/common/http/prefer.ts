/**
 * How many seconds a `Prefer` header (RFC 7240) allows for the answer: 0 for `respond-async`, N for
 * `wait=N`, an hour at most; undefined where it has neither.
 */
export function preferredWait(header: string | string[] | undefined): number | undefined {
  const preferences = [header ?? []].flat().join(',').split(',');
  for (const preference of preferences) {
    const [token = ''] = preference.split(';');
    if (/^\s*respond-async\s*$/i.test(token)) return 0;
    const [, seconds] = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*$/i.exec(token) ?? [];
    if (seconds !== undefined) return Math.min(Number(seconds), 3600);
  }
  return undefined;
}
