import type { ValueTransformer } from 'typeorm';

/** Byte counts stay far below 2^53, where a number is still exact; pg hands bigint out as text. */
export const bigintToNumber: ValueTransformer = {
  to: (value: number | null) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
