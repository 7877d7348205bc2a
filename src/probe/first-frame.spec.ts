import { describe, expect, it } from '@jest/globals';
import { readFirstFrame } from './first-frame.js';

const packet = (dts?: number) => ({ type: 'packet', dts });
const frame = (best_effort_timestamp?: number) => ({ type: 'frame', best_effort_timestamp });

/** As ffprobe writes them. */
const read = (...packets_and_frames: object[]) =>
  readFirstFrame(JSON.stringify({ packets_and_frames }), '1/15');

describe('readFirstFrame', () => {
  it('finds when the first frame is shown, and how long after it is decoded', () => {
    const found = read(packet(30), packet(31), packet(32), frame(32), packet(33), frame(33));
    expect(found!.atSeconds).toBeCloseTo(32 / 15, 9);
    expect(found!.lateSeconds).toBeCloseTo(2 / 15, 9);
  });

  it('passes over packets and frames without a time', () => {
    const found = read(packet(), packet(30), frame(), packet(31), frame(30));
    expect(found).toEqual({ atSeconds: 2, lateSeconds: 0 });
  });

  it.each([
    ['packets', [frame(3)]],
    ['frames', [packet(3)]],
    ['anything', []],
  ])('finds nothing without %s', (_, entries) => {
    expect(read(...entries)).toBeNull();
    expect(readFirstFrame('{}', '1/15')).toBeNull();
  });
});
