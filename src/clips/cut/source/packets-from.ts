import type { EncodedPacket, EncodedPacketSink, PacketRetrievalOptions } from 'mediabunny';

/**
 * The packets of a track in decode order, from `first` on, or from its beginning.
 *
 * One after the other: the library's own iterator reads ahead, and two of them that start from the same
 * packet of an MPEG-TS file get into each other's way (mediabunny 1.61).
 */
export async function* packetsFrom(
  sink: EncodedPacketSink,
  first: EncodedPacket | null,
  options: PacketRetrievalOptions = {},
): AsyncGenerator<EncodedPacket> {
  let packet = first ?? (await sink.getFirstPacket(options));
  while (packet) {
    yield packet;
    packet = await sink.getNextPacket(packet, options);
  }
}
