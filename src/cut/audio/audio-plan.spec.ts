import { describe, expect, it } from '@jest/globals';
import { planCopiedAudio, type SegmentAudio } from './audio-plan.js';

const PACKET = 1024 / 48000;

function audio(options: Partial<SegmentAudio> & { begins?: number; count?: number }): SegmentAudio {
  const { begins = -0.1, count = 100, packetSeconds = PACKET, ...rest } = options;
  const times = Array.from({ length: count }, (_, i) => begins + i * packetSeconds);
  return { key: 'aac', packetSeconds, times, toSeconds: 1, ...rest };
}

describe('planCopiedAudio', () => {
  it('starts at the packet nearest to the start and ends at the one nearest to the end', () => {
    expect(planCopiedAudio([audio({})])).toEqual([{ first: 5, count: 47, packetSeconds: PACKET }]);
  });

  it('continues in the next segment with the nearest packet', () => {
    const runs = planCopiedAudio([audio({ count: 52 }), audio({ toSeconds: 2, begins: 0.985 })]);
    expect(runs).toEqual([
      { first: 5, count: 47, packetSeconds: PACKET },
      { first: 1, count: 47, packetSeconds: PACKET },
    ]);
  });

  it('lets the last segment end early', () => {
    expect(planCopiedAudio([audio({ count: 20 })])).toEqual([
      { first: 5, count: 15, packetSeconds: PACKET },
    ]);
  });

  it('leaves out a packet of which only half would be heard', () => {
    const [packetSeconds, begins] = [1 / 32, 0];
    const planned = (packets: number) =>
      planCopiedAudio([audio({ packetSeconds, begins, toSeconds: packets / 32 })]);
    expect(planned(2.5)).toEqual([{ first: 0, count: 2, packetSeconds }]);
    expect(planned(2.5625)).toEqual([{ first: 0, count: 3, packetSeconds }]);
  });

  it('takes long packets as far as they stay in sync', () => {
    expect(planCopiedAudio([audio({ packetSeconds: 0.032, begins: -0.015 })])).not.toBeNull();
    expect(planCopiedAudio([audio({ packetSeconds: 0.128, begins: -0.06 })])).toBeNull();
  });

  it.each<[string, (SegmentAudio | null)[]]>([
    ['audio that begins late', [audio({ begins: 0.5 })]],
    ['a gap', [audio({ times: [0, PACKET, 0.2, 0.2 + PACKET] })]],
    ['a clock that is too fast', [audio({ times: audio({}).times.map((t) => t * 1.05) })]],
    ['a segment that cannot be copied', [audio({}), null]],
    ['a first segment that cannot be copied', [null, audio({ toSeconds: 2 })]],
    ['another codec later', [audio({}), audio({ key: 'mp3', toSeconds: 2, begins: 0.9 })]],
    [
      'one packet of silence before a join',
      [audio({ count: 51 }), audio({ toSeconds: 2, begins: 0.9 })],
    ],
    ['silence before a join', [audio({ count: 30 }), audio({ toSeconds: 2, begins: 0.9 })]],
    ['no packets at all', [audio({ times: [] })]],
  ])('cannot be done with %s', (_, segments) => {
    expect(planCopiedAudio(segments)).toBeNull();
  });
});
