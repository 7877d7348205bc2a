/**
 * Readers of JSON that this service stored. Another version may have written it: an older one without a
 * field, or a newer one, before a rollback, with more. A reader takes the fields that it names and returns
 * undefined for what it cannot read.
 */
export type Reader<T> = (stored: unknown) => T | undefined;
/** A reader that always returns a value. */
export type TotalReader<T> = (stored: unknown) => T;

export const text: Reader<string> = (stored) => (typeof stored === 'string' ? stored : undefined);

export const number: Reader<number> = (stored) => (typeof stored === 'number' ? stored : undefined);

export const flag: Reader<boolean> = (stored) => (typeof stored === 'boolean' ? stored : undefined);

/** JSON keeps an instant as text. */
export const instant: Reader<Date> = (stored) => {
  const date = new Date(text(stored) ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
};

/** The text of an instant, for what remains JSON. */
export const instantText: Reader<string> = (stored) => instant(stored) && text(stored);

export function oneOf<const T extends string>(values: readonly T[]): Reader<T> {
  return (stored) => values.find((value) => value === stored);
}

export function nullOr<T>(read: Reader<T>): Reader<T | null> {
  return (stored) => (stored === null ? null : read(stored));
}

/** What is missing, or cannot be read, is `fallback`. */
export function withDefault<T, F extends T>(read: Reader<T>, fallback: F): TotalReader<T> {
  return (stored) => {
    const value = read(stored);
    return value === undefined ? fallback : value;
  };
}

/** One entry that cannot be read makes the list unreadable. */
export function listOf<T>(read: Reader<T>): Reader<T[]> {
  return (stored) => {
    if (!Array.isArray(stored)) return undefined;
    const entries = stored.map(read);
    return entries.includes(undefined) ? undefined : (entries as T[]);
  };
}

/** An object of whatever fields. */
export const record: Reader<Record<string, unknown>> = (stored) =>
  typeof stored === 'object' && stored !== null && !Array.isArray(stored)
    ? (stored as Record<string, unknown>)
    : undefined;

/** One field that cannot be read makes the object unreadable. Fields that are not named are left out. */
export function object<T extends object>(fields: Fields<T>): Reader<T> {
  return (stored) => {
    const found = record(stored);
    if (!found) return undefined;
    const values = Object.entries<Reader<unknown>>(fields).map(
      ([name, read]) => [name, read(found[name])] as const,
    );
    if (values.some(([, value]) => value === undefined)) return undefined;
    return Object.fromEntries(values) as T;
  };
}

/** A reader for each field. */
export type Fields<T> = { [Name in keyof T]-?: Reader<T[Name]> };

/** An object whose fields all have a default; what is no object has all defaults. */
export function objectWithDefaults<T extends object>(fields: {
  [Name in keyof T]-?: TotalReader<T[Name]>;
}): TotalReader<T> {
  const read = object<T>(fields);
  return (stored) => read(stored) ?? (read({}) as T);
}

/** An object of numbers, each of which is that of `defaults` where it cannot be read. */
export function numbersLike<T extends { [Name in keyof T]: number }>(defaults: T): TotalReader<T> {
  const fields = Object.entries<number>(defaults).map(([name, value]) => [
    name,
    withDefault(number, value),
  ]);
  return objectWithDefaults<T>(Object.fromEntries(fields) as never);
}
