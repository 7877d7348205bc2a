import { EncodedPacket } from 'mediabunny';
import { SmartCutNotPossible } from '../cut-errors.js';

/** A signature has some kilobytes, and its certificates as many. */
const MAX_SIGNATURE_BYTES = 1024 * 1024;

/** A packet with a picture, and the first of the packets that it was joined from. */
export interface JoinedPacket {
  packet: EncodedPacket;
  first: EncodedPacket;
}

/**
 * Joins each packet that holds signatures and no picture to the picture that follows it, since an MP4 can show
 * nothing for it. Those after the last picture are joined to that one. The order of the bytes stays as it is.
 *
 * @param packets in decode order
 */
export async function* joinSignatures(
  packets: AsyncIterable<EncodedPacket>,
  isSignature: (packet: EncodedPacket) => boolean,
): AsyncGenerator<JoinedPacket> {
  let picture: JoinedPacket | null = null;
  let signatures: EncodedPacket[] = [];
  let bytes = 0;
  for await (const packet of packets) {
    if (isSignature(packet)) {
      signatures.push(packet);
      bytes += packet.byteLength;
      if (bytes > MAX_SIGNATURE_BYTES) throw new SmartCutNotPossible('damaged');
    } else {
      if (picture) yield picture;
      picture = join(packet, signatures, []);
      [signatures, bytes] = [[], 0];
    }
  }
  if (picture) yield { ...picture, packet: join(picture.packet, [], signatures).packet };
}

function join(
  picture: EncodedPacket,
  before: readonly EncodedPacket[],
  after: readonly EncodedPacket[],
): JoinedPacket {
  if (before.length + after.length === 0) return { packet: picture, first: picture };
  const { type, timestamp, sequenceNumber } = picture;
  const data = Buffer.concat([...before, picture, ...after].map((packet) => packet.data));
  // Where a container gives both packets one time, one of them lasts for nothing.
  const duration = Math.max(picture.duration, ...after.map((packet) => packet.duration));
  const packet = new EncodedPacket(data, type, timestamp, duration, sequenceNumber);
  return { packet, first: before[0] ?? picture };
}
