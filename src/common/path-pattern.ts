/** What the tokens of a pattern match: the group of a part of the time, or text that is passed over. */
const TOKENS: Readonly<Record<string, string>> = {
  Y: group('year', String.raw`20\d\d`),
  y: group('shortYear', String.raw`\d\d`),
  m: group('month', String.raw`\d\d`),
  b: group('monthName', '[A-Za-z]{3,9}'),
  d: group('day', String.raw`\d\d`),
  e: group('day', String.raw`[ \d]?\d`),
  j: group('dayOfYear', String.raw`\d{3}`),
  H: group('hour', String.raw`\d\d`),
  k: group('hour', String.raw`[ \d]?\d`),
  I: group('hour', String.raw`\d\d`),
  l: group('hour', String.raw`[ \d]?\d`),
  p: group('half', '[AaPp][Mm]'),
  M: group('minute', String.raw`\d\d`),
  S: group('second', String.raw`\d\d`),
  f: group('fraction', String.raw`\d{1,9}`),
  s: group('epoch', String.raw`\d{9,10}`),
  z: group('offset', String.raw`Z|[+-]\d\d:?\d\d`),
  Z: '[A-Za-z]{1,5}',
  path: group('camera', '[^/].*?'),
  '%': '%',
  // Of motion: numbers and texts of the event.
  ...Object.fromEntries([...'vtqDNiJKLQ'].map((token) => [token, String.raw`\d+`])),
  ...{ $: '[^/]*?', C: '[^/]*?' },
};

const SHORT: Readonly<Record<string, string>> = {
  ...{ F: '%Y-%m-%d', T: '%H:%M:%S', R: '%H:%M', B: '%b', h: '%b', P: '%p' },
};

/**
 * Compiles a path with conversions of `strftime`, as MediaMTX (`%path/%Y-%m-%d_%H-%M-%S-%f`) and motion write
 * it, into an expression with a group for each part of the time. `*` stands for any text within a name. The
 * extension of the pattern, and the folders before it, do not matter.
 *
 * @throws RangeError whose message completes "must be …"
 */
export function compilePathPattern(text: string): RegExp {
  const seen = new Set<string>();
  const source = text
    .replace(/^\.?\//, '')
    .replace(/\.[A-Za-z][A-Za-z0-9]{1,4}$/, '')
    .replace(/%[FTRBhP]/g, (token) => SHORT[token.slice(1)]!)
    .replace(/%(path|\{[^}]*\}|.|$)|\*|[^%*]+/gs, (part: string, token: string | undefined) => {
      if (part === '*' || token?.startsWith('{')) return '[^/]*?';
      if (token === undefined) return part.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
      const expression = TOKENS[token];
      if (expression === undefined) throw new RangeError(`${EXAMPLE}: ${part} is not understood`);
      const name = /^\(\?<(\w+)>/.exec(expression)?.[1];
      // The same part again, as the date in the folder and in the name.
      if (name && seen.has(name)) return String.raw`\k<${name}>`;
      if (name) seen.add(name);
      return expression;
    });
  const holds = (...names: string[]) => names.some((name) => seen.has(name));
  const isDated =
    holds('year', 'shortYear') &&
    (holds('dayOfYear') || (holds('month', 'monthName') && holds('day')));
  if (!holds('epoch') && !(isDated && holds('hour'))) {
    throw new RangeError(`${EXAMPLE}: it needs a date with an hour, or %s`);
  }
  return new RegExp(`(?:^|/)${source}$`, 'g');
}

/** How many parts of a pattern match text of any length. Each multiplies the time that a search may take. */
export function wildcardsIn(text: string): number {
  const parts = text.match(/%%|%(?:path|\{[^}]*\}|[$CvtqDNiJKLQ])|\*+/g) ?? [];
  return parts.filter((part) => part !== '%%').length;
}

const EXAMPLE = 'a path such as %path/%Y-%m-%d_%H-%M-%S-%f';

function group(name: string, expression: string): string {
  return `(?<${name}>${expression})`;
}
