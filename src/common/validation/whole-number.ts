import { Transform } from 'class-transformer';

/** Reads a whole number of a query, which is text there. What is none stays as it is, for the next rule to refuse. */
export const WholeNumber = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
  );
