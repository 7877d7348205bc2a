/** Numbers from 0 to 1 that are the same in every run (mulberry32, public domain, Tommy Ettinger). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Numbers that are the same in every run for a name. */
export function seededBy(name: string, start = 7): () => number {
  return seeded([...name].reduce((sum, c) => (Math.imul(sum, 31) + c.charCodeAt(0)) | 0, start));
}
