import { describe, expect, it } from '@jest/globals';
import { PacketsAround } from './packets-around.js';
import { Unusual } from './unusual.js';

/** Ten pictures a second, from 100 s on, with a keyframe each second; the number of each is its time. */
function* pictures(count: number) {
  for (let i = 0; i < count; i++) yield { seconds: 100 + i / 10, isKey: i % 10 === 0, number: i };
}

function around(fromSeconds: number, toSeconds: number, count: number) {
  const found = new PacketsAround<{ seconds: number; isKey: boolean; number: number }>({
    fromSeconds,
    toSeconds,
  });
  let seen = 0;
  for (const each of pictures(count)) {
    if (found.isComplete) break;
    found.addPicture(each);
    found.addSound(each);
    seen++;
  }
  const numbers = found.pictures.map(({ number }) => number);
  return { found, numbers, sounds: found.sounds.map(({ number }) => number), seen };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('PacketsAround', () => {
  it('keeps the first pictures, those from some keyframes before the segment, and some after it', () => {
    const { numbers, seen } = around(60, 65, 3000);
    // 60 s is picture 600; ten seconds before are twelve groups: from 39 s on.
    expect(numbers).toEqual([...range(0, 64), ...range(390, seen)]);
    // 65 s and ten seconds more are picture 750; then 64 more, of which the first is later.
    expect(seen).toBe(751 + 64);
  });

  it('keeps everything where the segment is near the beginning', () => {
    const { numbers, seen } = around(3, 5, 3000);
    expect(numbers).toEqual(range(0, seen));
    expect(seen).toBe(151 + 64);
  });

  it('keeps sound from ten seconds before the segment on, and what came before the pictures', () => {
    const { sounds, seen } = around(60, 65, 3000);
    expect(sounds).toEqual([...range(0, 64), ...range(500, seen)]);
  });

  it('is not complete where the file ends before', () => {
    expect(around(60, 65, 700)).toMatchObject({ found: { isComplete: false }, seen: 700 });
    expect(around(0, Infinity, 700).numbers).toEqual(range(0, 700));
  });

  it('counts segments from the first picture that is shown', () => {
    const found = new PacketsAround({ fromSeconds: 2, toSeconds: 3 });
    for (const seconds of [5.2, 5, 5.1]) found.addPicture({ seconds, isKey: true });
    expect(found.window).toEqual({ from: 7, to: 8 });
  });

  it('gives up on more than half a million packets', () => {
    const found = new PacketsAround({ fromSeconds: 0, toSeconds: Infinity });
    const packet = { seconds: 0, isKey: false };
    for (let i = 0; i < 250_000; i++) {
      found.addPicture(packet);
      found.addSound(packet);
    }
    expect(() => found.addPicture(packet)).toThrow(Unusual);
  });
});
