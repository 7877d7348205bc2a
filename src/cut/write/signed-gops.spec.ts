import { describe, expect, it } from '@jest/globals';
import { lettersCodec } from '../testing/letters-codec.js';
import { SignedGops } from './signed-gops.js';

/** @param packets letters of which the last picture has the time, such as `SI3` */
function preserved(packets: string, end = 99) {
  const gops = new SignedGops(lettersCodec);
  for (const packet of packets.split(' ')) {
    const [, letters, time] = /^([A-Z]+)(\d+)/.exec(packet)!;
    const nals = [...letters!, ...packet.slice(packet.indexOf(time!) + time!.length)];
    gops.see(nals.map((nal) => Buffer.from(nal)), Number(time), letters!.includes('I')); // prettier-ignore
  }
  const part = gops.preserved(end);
  return part && [part.fromSeconds, part.toSeconds];
}

describe('The signed groups of pictures of a copied part', () => {
  it.each<[string, string, [number, number] | null]>([
    ['end with the last group that a signature follows', 'SI0 P1 SI2 P3 SI4 P5', [0, 4]],
    ['include a first one that no signature precedes', 'I0 P1 SI2 P3', [0, 2]],
    ['begin with the first group', 'P0 SI1 P2 SI3', [1, 3]],
    ['are signed by signatures that come late', 'I0 P1 I2 SP3 I4 P5', [0, 2]],
    ['end with the pictures where the last NAL unit signs them', 'I0 P1 SI2 P3S', [0, 99]],
    ['may be a single one', 'SI0 P1S', [0, 99]],
    ['are none without signatures', 'I0 P1 I2', null],
    ['are none where only the group before is signed', 'SI0 P1 P2', null],
    ['are none where the signature came during the only group', 'I0 SP1 P2', null],
    ['are none without an entry point', 'P0 SP1 P2', null],
  ])('%s', (_, packets, expected) => {
    expect(preserved(packets)).toEqual(expected);
  });
});
