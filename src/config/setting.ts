import { validateCronExpression } from 'cron';
import { compilePathPattern } from '../common/path-pattern.js';
import { timeZoneOf } from '../common/time-zone.js';

/** How one environment variable is read: its default and its parser. */
export interface Setting<T> {
  readonly fallback: T;
  /** Returns the value, or throws a `RangeError` whose message completes "must be …". */
  readonly parse: (text: string) => T;
}

export function text<T extends string | null>(fallback: T): Setting<string | T> {
  return { fallback, parse: (value) => value };
}

/** A whole number within bounds, both included. */
export function integer(fallback: number, minimum: number, maximum: number): Setting<number> {
  return {
    fallback,
    parse: (value) => {
      const number = Number(value);
      if (!/^\d{1,16}$/.test(value) || number < minimum || number > maximum) {
        throw new RangeError(`a whole number from ${minimum} to ${maximum}`);
      }
      return number;
    },
  };
}

/** A whole number of bytes from 1; unset: no limit. */
export function byteLimit(): Setting<number | null> {
  return { fallback: null, parse: integer(0, 1, Number.MAX_SAFE_INTEGER).parse };
}

/** A share of a whole, 0 to 1. */
export function fraction(fallback: number): Setting<number> {
  return {
    fallback,
    parse: (value) => {
      const number = Number(value);
      if (!/^\d*\.?\d+$/.test(value) || number > 1) throw new RangeError('a number from 0 to 1');
      return number;
    },
  };
}

export function cron(fallback: string): Setting<string> {
  return {
    fallback,
    parse: (value) => {
      if (!validateCronExpression(value).valid) {
        throw new RangeError('a cron expression such as 0 3 * * *');
      }
      return value;
    },
  };
}

export function boolean(fallback: boolean): Setting<boolean> {
  return {
    fallback,
    parse: (value) => {
      if (/^(true|1|yes|on)$/i.test(value)) return true;
      if (/^(false|0|no|off)$/i.test(value)) return false;
      throw new RangeError('true or false');
    },
  };
}

export function oneOf<const T extends string>(choices: readonly T[], fallback: T): Setting<T> {
  return {
    fallback,
    parse: (value) => {
      const choice = choices.find((candidate) => candidate === value);
      if (choice === undefined) throw new RangeError(`one of ${choices.join(', ')}`);
      return choice;
    },
  };
}

/** Folders separated by `:`. */
export function folders(fallback: string[]): Setting<string[]> {
  return {
    fallback,
    parse: (value) => {
      const list = value.split(':').filter((folder) => folder !== '');
      if (list.length === 0) throw new RangeError('folders separated by ":"');
      return list;
    },
  };
}

/** The path of an address, given without its trailing slash. */
export function addressPath(): Setting<string | null> {
  return {
    fallback: null,
    parse: (value) => {
      const path = value.replace(/\/$/, '');
      if (!/^(\/[\w.~-]+)+$/.test(path)) throw new RangeError('a path such as /internal/clips');
      return path;
    },
  };
}

export function timeZone(fallback: string): Setting<string> {
  return {
    fallback,
    parse: (value) => {
      const zone = timeZoneOf(value);
      if (zone === null) throw new RangeError('an IANA time zone such as Europe/Berlin');
      return zone;
    },
  };
}

/** A path with conversions of `strftime`. */
export function pathPattern(): Setting<string | null> {
  return {
    fallback: null,
    parse: (value) => {
      compilePathPattern(value);
      return value;
    },
  };
}

/** Values separated by `,`, each read by `parse`, which throws a `RangeError` completing "must be …". */
export function list<T>(parse: (entry: string, index: number) => T): Setting<T[]> {
  return {
    fallback: [],
    parse: (value) => value.split(',').map((entry, index) => parse(entry.trim(), index)),
  };
}

export function postgresUrl(): Setting<string | null> {
  return {
    fallback: null,
    parse: (value) => {
      if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value)) {
        throw new RangeError('a URL such as postgres://user:password@host:5432/database');
      }
      return value;
    },
  };
}

/** Null for text that is not an HTTP URL, or that contains a user, which fetch refuses. */
export function parseHttpUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
    ? url
    : null;
}

/** The URL at which the service is reached from outside; it may have a path. */
export function publicUrl(): Setting<URL | null> {
  return {
    fallback: null,
    parse: (value) => {
      const url = parseHttpUrl(value);
      if (!url || url.search !== '' || url.hash !== '') {
        throw new RangeError('a URL such as https://nvr.example or https://nvr.example/clips');
      }
      return url;
    },
  };
}
