import { describe, expect, it } from '@jest/globals';
import { LastPackets } from './last-packets.js';

/** As ffprobe writes them. */
const line = (pts: number | null, lasts: number | null = 0.1, more = '') => {
  const text = (seconds: number | null) => seconds?.toFixed(6) ?? 'N/A';
  return `pts_time=${text(pts)}|dts_time=N/A|duration_time=${text(lasts)}|flags=__${more}\n`;
};

function read(text: string, piece = Infinity): LastPackets {
  const packets = new LastPackets();
  for (let at = 0; at < text.length; at += piece) {
    packets.add(Buffer.from(text.slice(at, at + piece)));
  }
  return packets;
}

describe('LastPackets', () => {
  it.each<[string, string, number]>([
    ['the last frame, in whatever order', [0, 3, 1, 2].map((t) => line(t, 0.5)).join(''), 3.5],
    [
      'a frame without a presentation time by its decoding',
      'pts_time=N/A|dts_time=4.0|duration_time=0.5|flags=K_\n',
      4.5,
    ],
    [
      'the last frame that an edit list shows',
      line(1, 0.5) + line(2, 0.5) + line(3, 0.5, '').replace('__', '_D'),
      2.5,
    ],
    ['a frame with metadata of its own', line(1, 0.5, '|side_data|tag:x=y=z'), 1.5],
    ['a last frame that claims hours', line(1) + line(1.1) + line(1.2, 8520), 1.3],
  ])('end with %s', (_, text, expected) => {
    for (const piece of [Infinity, 7]) {
      expect(read(text, piece).endSeconds(true)).toBeCloseTo(expected, 6);
    }
  });

  it('end as long after the last frame as frames are apart where durations are derived', () => {
    const packets = read(line(1, 0.04) + line(1.1, 0.04));
    expect(packets.endSeconds(false)).toBeCloseTo(1.2, 6);
    expect(packets.endSeconds(true)).toBeCloseTo(1.14, 6);
  });

  it('end a derived duration after the only frame', () => {
    const packets = read(line(1, 0.04));
    expect(packets.areEnough).toBe(false);
    expect(packets.endSeconds(false)).toBeCloseTo(1.04, 6);
  });

  it.each([
    [true, 'pts_time=N/A|dts_time=4.0|duration_time=0.5|flags=K_\n'],
    [
      true,
      'pts_time=N/A|dts_time=4.0|duration_time=0.5|flags=K_\n' +
        'pts_time=N/A|dts_time=4.1|duration_time=0.5|flags=__\n' +
        line(4.2),
    ],
    [false, line(4).replace('__', 'K_') + 'pts_time=N/A|dts_time=4.1|duration_time=0.5|flags=__\n'],
    [false, line(4)],
  ])('know times of decoding alone (%s)', (expected, text) => {
    expect(read(text).haveDecodingTimes).toBe(expected);
  });

  it('have no end without frames', () => {
    const packets = read(line(null) + 'pts_time=N/A\n\n');
    expect([packets.areEnough, packets.endSeconds(true)]).toEqual([false, null]);
  });

  it('keep the last of a million packets', () => {
    const packets = new LastPackets();
    for (let i = 0; i < 1_000_000; i += 1000) {
      const lines = Array.from({ length: 1000 }, (_, k) => line((i + k) / 10));
      packets.add(Buffer.from(lines.join('')));
    }
    expect(packets.endSeconds(true)).toBeCloseTo(100_000, 3);
  });
});
