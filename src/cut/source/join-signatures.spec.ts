import { describe, expect, it } from '@jest/globals';
import { EncodedPacket } from 'mediabunny';
import { joinSignatures } from './join-signatures.js';

/** Packets such as `I0 S1 P1`; those with the letter S hold signatures. */
function packetsOf(letters: string, seconds = 1): EncodedPacket[] {
  return letters
    .split(' ')
    .map(
      (text, i) =>
        new EncodedPacket(
          Buffer.from(text),
          text[0] === 'I' ? 'key' : 'delta',
          Number(text.slice(1)),
          seconds,
          i,
        ),
    );
}

async function joined(packets: EncodedPacket[]) {
  // eslint-disable-next-line @typescript-eslint/require-await -- it stands for reading a file
  const read = async function* () {
    yield* packets;
  };
  const found = [];
  for await (const each of joinSignatures(read(), ({ data }) => data[0] === 0x53)) found.push(each);
  return found;
}

describe('joinSignatures', () => {
  it.each<[string, string, string[]]>([
    ['leaves pictures as they are', 'I0 P1', ['I0 key at 0', 'P1 delta at 1']],
    ['joins one to the picture that follows', 'I0 S1 I2', ['I0 key at 0', 'S1I2 key at 2']],
    ['keeps the order of several', 'S0 S1 I2 P3', ['S0S1I2 key at 2', 'P3 delta at 3']],
    ['joins those at the end to the last picture', 'I0 S1 P2 S3 S4', ['I0 key at 0', 'S1P2S3S4 delta at 2']], // prettier-ignore
    ['shows nothing for signatures alone', 'S0 S1', []],
  ])('%s', async (_, letters, expected) => {
    const found = await joined(packetsOf(letters));
    expect(
      found.map(
        ({ packet: { data, type, timestamp } }) =>
          `${Buffer.from(data).toString()} ${type} at ${timestamp}`,
      ),
    ).toEqual(expected);
  });

  it('names the packet that each begins with, and passes on those that it does not join', async () => {
    const packets = packetsOf('I0 S1 S1 I2 P3 S4');
    const [first, second, third] = await joined(packets);
    expect(first!.packet).toBe(packets[0]);
    expect([first!.first, second!.first, third!.first]).toEqual([
      ...[packets[0], packets[1], packets[4]],
    ]);
    expect(second!.packet.sequenceNumber).toBe(3);
  });

  it('takes the duration of the picture, or of a last signature at the same time', async () => {
    const [packet] = await joined([...packetsOf('S0', 9), ...packetsOf('I0', 2)]);
    expect(packet!.packet.duration).toBe(2);
    const [last] = await joined([...packetsOf('I0', 0), ...packetsOf('S0', 3)]);
    expect(last!.packet.duration).toBe(3);
  });

  it('holds a mebibyte of signatures', async () => {
    const of = (bytes: number) => [
      new EncodedPacket(Buffer.alloc(bytes, 'S'), 'delta', 0, 0),
      ...packetsOf('I0'),
    ];
    expect(await joined(of(1024 * 1024))).toHaveLength(1);
    await expect(joined(of(1024 * 1024 + 1))).rejects.toMatchObject({ obstacle: 'damaged' });
  });
});
