import { describe, expect, it } from '@jest/globals';
import { PacketReport } from './packet-report.js';

const REPORT = `#extradata 0:       45, 0x155a0d99
#software: Lavf59.27.100
#tb 0: 1/90000
#media_type 0: video
#dimensions 0: 1920x1080
#sar 0: 1/1
0,          0,          0,     6000,    58029, 0xef0677a8
0,       6000,      12000,     6000,    35190, 0x01675afb, F=0x0
0,      12000,       6000,     6000,    33095, 0xabfd60ee, F=0x0
`;

function reportOf(text: string, piece = text.length): PacketReport {
  const report = new PacketReport();
  for (let at = 0; at < text.length; at += piece) report.push(text.slice(at, at + piece));
  return report;
}

describe('PacketReport', () => {
  it.each([1, 7, 1000])('sums up the packets in pieces of %i characters', (piece) => {
    expect(reportOf(REPORT, piece)).toMatchObject({
      ...{ streams: 1, frames: 3, width: 1920, height: 1080 },
    });
    expect(reportOf(REPORT, piece).durationSeconds).toBeCloseTo(0.2, 9);
    expect(reportOf(REPORT, piece).startsAtSeconds).toBe(0);
  });

  it('counts streams', () => {
    expect(reportOf('#tb 0: 1/1000\n#tb 1: 1/1000\n').streams).toBe(2);
  });

  it('shows a late first frame', () => {
    const late = reportOf('#tb 0: 1/1000\n0, 40, 40, 40, 1, 0x1\n0, 80, 80, 40, 1, 0x1\n');
    expect(late.startsAtSeconds).toBeCloseTo(0.04, 9);
    expect(late.durationSeconds).toBeCloseTo(0.08, 9);
  });

  it('is empty before the first line', () => {
    expect(reportOf('')).toMatchObject({ streams: 0, frames: 0, width: 0, height: 0 });
  });
});
