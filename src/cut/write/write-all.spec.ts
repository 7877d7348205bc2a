import { describe, expect, it } from '@jest/globals';
import { writeAll, type Writes } from './write-all.js';

const DESCRIPTOR = 9;
const PARTS = ['abcd', 'ef', 'ghijk'].map((text) => Buffer.from(text));

/** A disk that takes so many bytes at a time. */
function disk(takes: number) {
  const file = Buffer.alloc(16, '.');
  let free = 16;
  const put = (descriptor: number, bytes: Uint8Array, position: number) => {
    expect(descriptor).toBe(DESCRIPTOR);
    if (free === 0) throw new Error('ENOSPC');
    const taken = bytes.subarray(0, Math.min(takes, free));
    file.set(taken, position);
    free -= taken.length;
    return taken.length;
  };
  const writes: Writes = {
    parts: (descriptor, parts, position) => put(descriptor, Buffer.concat(parts), position),
    rest: put,
  };
  return { file, writes, fill: (left: number) => (free = left) };
}

describe('writeAll', () => {
  it.each([1, 3, 5, 10, 11, 100])('writes all parts where the disk takes %d bytes', (takes) => {
    const { file, writes } = disk(takes);
    expect(writeAll(DESCRIPTOR, PARTS, 2, writes)).toBe(11);
    expect(file.toString()).toBe('..abcdefghijk...');
  });

  it('fails on a disk that becomes full', () => {
    const { writes, fill } = disk(4);
    fill(6);
    expect(() => writeAll(DESCRIPTOR, PARTS, 2, writes)).toThrow('ENOSPC');
  });
});
