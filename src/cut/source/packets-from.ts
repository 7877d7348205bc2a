import type { EncodedPacket, EncodedPacketSink, PacketRetrievalOptions } from 'mediabunny';

/** What is read of a track. */
export type PacketSink = Pick<
  EncodedPacketSink,
  'getFirstPacket' | 'getPacket' | 'getNextPacket' | 'getFirstKeyPacket' | 'getKeyPacket'
>;

/** A track whose packets can be read. */
export interface PacketTrack {
  packets: PacketSink;
  /**
   * Opens the same track again, with a reader of its own. Null where a reader does not keep what it read.
   */
  reopen: (() => Promise<OpenPackets>) | null;
}

/** Packets with their own reader, which has to be closed. */
export interface OpenPackets {
  packets: PacketSink;
  close(): void;
}

/** The bytes that are read before the track is opened again. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024;

/**
 * The packets of a track in decode order, from `first` on, or from its beginning.
 *
 * They are read one after the other: the library's own iterator reads ahead, and two of them that start
 * from the same packet of an MPEG-TS file disturb each other (mediabunny 1.61).
 *
 * The library's reader of MPEG-TS also remembers places for seeking, each with the packet that it found
 * there, which comes to half of all that is read. So the track is opened again every now and then, and
 * the reader that has read so much is dropped.
 */
export async function* packetsFrom(
  track: PacketTrack,
  first: EncodedPacket | null,
  options: PacketRetrievalOptions = {},
  maxKeptBytes = MAX_KEPT_BYTES,
): AsyncGenerator<EncodedPacket> {
  let { packets } = track;
  let fresh: OpenPackets | null = null;
  let packet = first ?? (await packets.getFirstPacket(options));
  let bytes = 0;
  try {
    while (packet) {
      yield packet;
      bytes += packet.byteLength;
      if (track.reopen && bytes > maxKeptBytes) {
        bytes = 0;
        const opened = await track.reopen();
        const same = await opened.packets.getPacket(packet.timestamp, options);
        if (same && isSame(same, packet)) {
          fresh?.close();
          fresh = opened;
          ({ packets } = opened);
          packet = same;
        } else {
          // If times jump back, another packet is found. The old reader then continues, and uses more memory.
          opened.close();
        }
      }
      packet = await packets.getNextPacket(packet, options);
    }
  } finally {
    fresh?.close();
  }
}

function isSame(a: EncodedPacket, b: EncodedPacket): boolean {
  return (
    a.timestamp === b.timestamp &&
    a.byteLength === b.byteLength &&
    Buffer.compare(a.data, b.data) === 0
  );
}
