import { EncodedPacket, type EncodedPacketSink, type PacketRetrievalOptions } from 'mediabunny';
import type { BlockingReader } from '../../formats/byte-reader.js';
import type { SamplePlaces } from '../../formats/isobmff/window/sample-places.js';
import type { PacketSink } from './packets-from.js';

/**
 * The packets of a track, whose times and marks the library reads from the index, and whose content is read by the
 * file's own sample tables: the library takes new memory for each packet, which costs more than reading it does.
 * Where the two see packets of different sizes, an error is thrown.
 *
 * @see OpenSource.reopened for how long the content is valid
 */
export class PlacedPackets implements PacketSink {
  /** The library knows its own packets only. */
  private readonly found = new WeakMap<EncodedPacket, EncodedPacket>();

  constructor(
    private readonly index: EncodedPacketSink,
    private readonly places: SamplePlaces,
    private readonly reader: BlockingReader,
  ) {}

  async getFirstPacket(options?: PacketRetrievalOptions) {
    return this.filled(await this.index.getFirstPacket(METADATA), options);
  }

  async getPacket(seconds: number, options?: PacketRetrievalOptions) {
    return this.filled(await this.index.getPacket(seconds, METADATA), options);
  }

  async getNextPacket(packet: EncodedPacket, options?: PacketRetrievalOptions) {
    const found = this.found.get(packet) ?? packet;
    return this.filled(await this.index.getNextPacket(found, METADATA), options);
  }

  async getFirstKeyPacket(options?: PacketRetrievalOptions) {
    return this.filled(await this.index.getFirstKeyPacket(METADATA), options);
  }

  async getKeyPacket(seconds: number, options?: PacketRetrievalOptions) {
    return this.filled(await this.index.getKeyPacket(seconds, METADATA), options);
  }

  private filled(
    found: EncodedPacket | null,
    { metadataOnly }: PacketRetrievalOptions = {},
  ): EncodedPacket | null {
    if (!found || metadataOnly) return found;
    const { type, timestamp, duration, sequenceNumber, byteLength } = found;
    const place = this.places.placeOf(sequenceNumber);
    if (place?.size !== byteLength) throw new Error('the index is read in two ways');
    const data = this.reader.bytes(place.start, place.size);
    const packet = new EncodedPacket(data, type, timestamp, duration, sequenceNumber);
    this.found.set(packet, found);
    return packet;
  }
}

const METADATA: PacketRetrievalOptions = { metadataOnly: true };
