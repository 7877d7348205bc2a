import type { ValueTransformer } from 'typeorm';

/** A bigint, which pg returns as text, as a number: exact up to 2^53, far above any byte count. */
export const bigintToNumber: ValueTransformer = {
  to: (value: number | null) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
