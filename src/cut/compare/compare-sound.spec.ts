import { describe, expect, it } from '@jest/globals';
import { EncodedPacket } from 'mediabunny';
import { adtsFrame, PACKET_SECONDS as PACKET, packetsAt } from '../testing/sound.js';
import { compareSound as compareEach, type ComparedSound } from './compare-sound.js';

const times = (count: number, begins = 0) =>
  Array.from({ length: count }, (_, i) => begins + i * PACKET);

/** A run that ends at this packet of the clip; packet `first` of the recording is heard at packet `at`. */
const run = (first: number, at: number, to: number, count = 100): ComparedSound => ({
  ...{ name: 'a.mp4', track: { packets: packetsAt(times(count, 7)), reopen: null } },
  shiftSeconds: (at - first) * PACKET - 7,
  toSeconds: to * PACKET,
});

/** The sound of a clip: the packets of the recording with these numbers, one after the other. */
// eslint-disable-next-line @typescript-eslint/require-await -- it stands for reading a file
async function* sound(...numbers: number[]) {
  for (const [i, number] of numbers.entries()) {
    yield new EncodedPacket(adtsFrame(number).subarray(7), 'key', i * PACKET, PACKET);
  }
}

async function compareSound(...args: Parameters<typeof compareEach>): Promise<void> {
  for await (const seconds of compareEach(...args)) expect(seconds).toBeGreaterThanOrEqual(0);
}

describe('Copied sound', () => {
  it.each<[string, number[], ComparedSound[]]>([
    ['is that of the recording', [20, 21, 22, 23], [run(20, 0, 4)]],
    ['begins with the packet nearest to its time', [20, 21, 22, 23], [run(20.4, 0, 4)]],
    ['may begin with the packet after its time', [20, 21, 22, 23], [run(19.6, 0, 4)]],
    ['may begin with either of two packets that are equally near', [21, 22], [run(20.5, 0, 2)]],
    ['ends with the recording', [97, 98, 99], [run(97, 0, 8)]],
    ['ends within half a packet', [20, 21], [run(20, 0, 2.4)]],
    ['continues in the next run', [20, 21, 5, 6], [run(20, 0, 2), run(5, 2, 4)]],
    ['may continue half a packet early', [20, 21, 5, 6], [run(20, 0, 2.5), run(5, 2, 4)]],
    ['may continue half a packet late', [20, 21, 22, 6], [run(20, 0, 2.5), run(5, 2, 4)]],
  ])('%s', async (_, numbers, runs) => {
    await compareSound(sound(...numbers), runs);
  });

  it('may be silence, whose packets are all alike', async () => {
    const packets = times(10).map((time) => new EncodedPacket(adtsFrame(0), 'key', time, PACKET));
    const silent = packetsAt(times(10));
    const track = {
      packets: Object.assign(silent, {
        getPacket: () => Promise.resolve(packets[3]!),
        getNextPacket: (packet: EncodedPacket) =>
          Promise.resolve(packets[packets.indexOf(packet) + 1] ?? null),
      }),
      reopen: null,
    };
    const shiftSeconds = -3.6 * PACKET;
    await compareSound(sound(0, 0, 0, 0, 0, 0), [
      { name: 'a.mp4', track, shiftSeconds, toSeconds: 6.4 * PACKET },
    ]);
  });

  it.each<[string, number[], ComparedSound[], string]>([
    ['other bytes', [20, 99, 22, 23], [run(20, 0, 4)], 'sound at 0.02133'],
    ['a packet less', [20, 22, 23], [run(20, 0, 3)], 'sound at 0.02133'],
    ['two packets swapped', [20, 22, 21, 23], [run(20, 0, 4)], 'sound at 0.02133'],
    ['the sound of another time', [22, 23, 24], [run(20, 0, 3)], 'sound at 0 s'],
    ['no beginning', [], [run(20, 0, 4)], 'sound ends at 0 s'],
    ['no end', [20, 21], [run(20, 0, 3)], 'sound ends at 0.042'],
    ['no second run', [20, 21], [run(20, 0, 2), run(5, 2, 4)], 'sound ends at 0.042'],
    ['a second run from elsewhere', [20, 21, 7], [run(20, 0, 2), run(5, 2, 3)], 'sound at 0.042'],
    ['more than the recording', [98, 99, 0], [run(98, 0, 3)], 'sound at 0.042'],
  ])('does not have %s', async (_, numbers, runs, message) => {
    const compared = compareSound(sound(...numbers), runs);
    await expect(compared).rejects.toMatchObject({ name: 'ClipDiffers' });
    await expect(compareSound(sound(...numbers), runs)).rejects.toThrow(message);
  });
});
