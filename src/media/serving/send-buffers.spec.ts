import { describe, expect, it } from '@jest/globals';
import { LARGE, SendBuffers, SMALL } from './send-buffers.js';

function takeAll(buffers: SendBuffers): Buffer[] {
  const taken: Buffer[] = [];
  for (let buffer = buffers.take(); buffer; buffer = buffers.take()) taken.push(buffer);
  return taken;
}

describe('SendBuffers', () => {
  it('are of half a MiB, and an answer without one makes do with an eighth of that', () => {
    expect([LARGE, SMALL]).toEqual([524_288, 65_536]);
  });

  it('lends 32 MiB at most, and no byte twice', () => {
    const buffers = new SendBuffers();
    const taken = takeAll(buffers);
    expect(taken.length * LARGE).toBe(32 * 2 ** 20);
    expect(new Set(taken.map(({ buffer }) => buffer)).size).toBe(taken.length);
    expect(taken.every(({ length }) => length === LARGE)).toBe(true);
  });

  it('lends buffers again that were given back, but not dropped ones', () => {
    const buffers = new SendBuffers();
    const [first, second, ...others] = takeAll(buffers);
    buffers.giveBack(first!);
    expect(buffers.take()).toBe(first);
    buffers.drop(1);
    expect([first, second, ...others]).not.toContain(buffers.take());
    expect(buffers.take()).toBeNull();
  });

  it('keeps few buffers while none is in use', () => {
    const buffers = new SendBuffers();
    const before = new Set(takeAll(buffers));
    for (const buffer of before) buffers.giveBack(buffer);
    const again = takeAll(buffers);
    expect(again).toHaveLength(before.size);
    expect(again.filter((buffer) => before.has(buffer))).toHaveLength(8);
  });
});
