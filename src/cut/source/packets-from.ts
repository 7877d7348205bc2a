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
    forgetSeekPoints(sink);
  }
}

/** Of the library's inside (mediabunny 1.61), as far as it is of concern here. */
interface Internals {
  _track?: { _backing?: { elementaryStream?: { referencePesPackets?: unknown[] } } };
}

/**
 * Reading MPEG-TS, the library remembers places to seek to, each with the packet found there: half of all
 * that is read would stay in memory. They only make seeking faster, and what is read on is not sought.
 */
function forgetSeekPoints(sink: EncodedPacketSink): void {
  const seekPoints = (sink as Internals)._track?._backing?.elementaryStream?.referencePesPackets;
  if (seekPoints) seekPoints.length = 0;
}
