import { describe, expect, it } from '@jest/globals';
import { DemuxedPackets } from './demuxed-packets.js';

const REPORT = `#software: Lavf59.27.100
#tb 0: 1/1000
#codec_id 0: h264
0,       6000,       6100,       40,     2878, 0xa30b4abf
0,       6040,      NOPTS,       40,      536, 0x4b0462de, F=0x0
`;

function packetsOf(...options: ConstructorParameters<typeof DemuxedPackets>) {
  const found = new DemuxedPackets(...options);
  for (const piece of [REPORT.slice(0, 100), REPORT.slice(100)]) found.push(piece);
  return found.packets;
}

describe('DemuxedPackets', () => {
  it('have the times at which they are shown, or else decoded, from the first frame on', () => {
    expect(packetsOf(5)).toEqual([
      { seconds: expect.closeTo(1.1, 9), bytes: 2878, sum: 0xa30b4abf },
      { seconds: expect.closeTo(1.04, 9), bytes: 536, sum: 0x4b0462de },
    ]);
  });

  it('are left out where they are shown earlier than needed', () => {
    expect(packetsOf(5, 1.05).map(({ bytes }) => bytes)).toEqual([2878]);
  });
});
