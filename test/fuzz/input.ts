import { seeded } from '../support/seeded.js';
import { mutated } from './mutations.js';
import type { Seed } from './seeds.js';

export interface Input {
  /** Of the seed. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Far from each other, so that neighbours have nothing in common. */
const STRIDE = 0x9e3779b1;

/** Input `number` of a run, which is the same in every run with this seed. */
export function inputOf(seeds: readonly Seed[], seed: number, number: number): Input {
  const random = seeded(Math.imul(seed, STRIDE) + number);
  const { name, file, units } = seeds[number % seeds.length]!;
  return { name, bytes: mutated(file, units, random) };
}
