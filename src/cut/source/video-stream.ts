import type { EncodedPacket, PacketRetrievalOptions } from 'mediabunny';
import {
  beginsWithStartCode,
  joinAnnexB,
  splitAnnexB,
  splitLengthPrefixed,
} from '../../formats/nal-units.js';
import type { VideoCodec } from '../codec/codec.js';
import { codecOfLibrary } from '../codec/codecs.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { OpenSource } from './open-source.js';
import { joinSignatures } from './join-signatures.js';
import { packetsFrom } from './packets-from.js';
import { REORDER_LIMIT, RisingTimes } from './rising-times.js';

/** What is held in memory of a group of pictures to decode it. */
export const MAX_GOP_BYTES = 64 * 1024 * 1024;

/** Seconds by which two computations of the same instant may differ; far less than a frame. */
export const EPSILON = 1e-6;

/** Packets that begin so shortly before the next may be without a picture, which their content shows. */
export const PICTURE_SECONDS = 0.002;

/** A packet of the byte stream shows within so many bytes that it has a picture, unless much precedes that. */
const LEAD_BYTES = 64;

/** The video of an open source, NAL unit by NAL unit. */
export class VideoStream {
  /** By the packets that signatures were joined to: where reading begins again. */
  private readonly firsts = new WeakMap<EncodedPacket, EncodedPacket>();
  private hasJoined = false;

  private constructor(
    readonly source: OpenSource,
    readonly codec: VideoCodec,
    /** Parameter sets that the container keeps apart from the packets; none in MPEG-TS. */
    readonly containerSets: readonly Uint8Array[],
    /** Bytes of each NAL unit's length; null: packets are byte streams (Annex B). */
    readonly lengthSize: number | null,
    /** Timestamp of the first frame that is shown; segments count from it. */
    readonly startSeconds: number,
  ) {}

  static async of(source: OpenSource): Promise<VideoStream> {
    const { track } = source.video;
    const codec = codecOfLibrary(await track.getCodec());
    if (!codec) throw new SmartCutNotPossible('codec');
    const startSeconds = await firstFrameTime(source);
    const description = descriptionOf((await track.getDecoderConfig()) ?? {});
    if (!description) return new VideoStream(source, codec, [], null, startSeconds);
    const configuration = codec.readConfiguration(description);
    if (!configuration) throw new SmartCutNotPossible('damaged');
    const { sets, lengthSize } = configuration;
    const length = source.isByteStream ? null : lengthSize;
    return new VideoStream(source, codec, sets, length, startSeconds);
  }

  get packets() {
    return this.source.video.packets;
  }

  /**
   * The packets in decode order, except for a last one that was cut short. Those with signatures only are
   * joined to their pictures. Throws `DoubtfulEnding` where it is not known whether the last one was cut short,
   * and `SmartCutNotPossible` where the times jump back.
   *
   * @param options the content of packets is left out only where none was joined so far
   */
  async *packetsFrom(
    first: EncodedPacket | null,
    options: PacketRetrievalOptions = {},
  ): AsyncGenerator<EncodedPacket> {
    const from = first && (this.firsts.get(first) ?? first);
    if (options.metadataOnly && !this.hasJoined) {
      yield* this.completePackets(from, options, () => false);
      return;
    }
    const isSignature = (packet: EncodedPacket) => this.holdsSignatureOnly(packet);
    const packets = this.completePackets(from, {}, isSignature);
    for await (const joined of joinSignatures(packets, isSignature)) {
      if (joined.packet.data !== joined.first.data) {
        this.hasJoined = true;
        this.firsts.set(joined.packet, joined.first);
      }
      yield joined.packet;
    }
  }

  private async *completePackets(
    first: EncodedPacket | null,
    options: PacketRetrievalOptions,
    isSignature: (packet: EncodedPacket) => boolean,
  ): AsyncGenerator<EncodedPacket> {
    let held: EncodedPacket | null = null;
    const times = new RisingTimes();
    for await (const packet of packetsFrom(this.source.video, first, options)) {
      if (!isSignature(packet) && !times.see(packet)) throw new SmartCutNotPossible('timestamps');
      if (held) yield held;
      held = packet;
    }
    if (held && this.source.ending === 'doubtful') throw new DoubtfulEnding(this);
    if (held && this.source.ending === 'whole') yield held;
  }

  /** The last group of pictures of the file as a byte stream, with the last packet as it is. */
  async lastGop(): Promise<Uint8Array> {
    const nals: Uint8Array[] = [];
    let bytes = 0;
    for await (const packet of packetsFrom(this.source.video, await this.entryAt(Infinity))) {
      nals.push(...(this.split(packet) ?? []));
      bytes += packet.byteLength;
      if (bytes > MAX_GOP_BYTES) throw new SmartCutNotPossible('gop_too_long');
    }
    return joinAnnexB([...this.containerSets, ...nals]);
  }

  /** Throws `SmartCutNotPossible` where the packet holds no picture or makes no sense. */
  nalsOf(packet: EncodedPacket): Uint8Array[] {
    const nals = this.split(packet);
    if (!nals?.some((nal) => this.codec.isPicture(nal))) throw new SmartCutNotPossible('damaged');
    return nals;
  }

  private split({ data }: EncodedPacket): Uint8Array[] | null {
    if (this.lengthSize === null) return splitAnnexB(data);
    const nals = splitLengthPrefixed(data, this.lengthSize);
    // Some recorders write byte streams into MP4, although its configuration says that there are lengths.
    return nals ?? (beginsWithStartCode(data) ? splitAnnexB(data) : null);
  }

  private holdsSignatureOnly(packet: EncodedPacket): boolean {
    const { codec, lengthSize } = this;
    const isPicture = (nal: Uint8Array) => codec.isPicture(nal);
    if (lengthSize === null && splitAnnexB(packet.data.subarray(0, LEAD_BYTES)).some(isPicture)) {
      return false;
    }
    const nals = this.split(packet);
    return !!nals && !nals.some(isPicture) && nals.some((nal) => codec.isSignature(nal));
  }

  /**
   * The last packet at or before `seconds` that decoding can begin at; the first of the file where there is
   * none before. The marks of containers are not enough: they call recovery points keyframes too, and
   * signatures before a keyframe. Signatures directly before a packet at `seconds` are part of it.
   */
  async entryAt(seconds: number): Promise<EncodedPacket> {
    let packet =
      (await this.packets.getKeyPacket(seconds + EPSILON)) ??
      (await this.packets.getFirstKeyPacket());
    let later: EncodedPacket | null = null;
    for (let attempt = 0; packet && attempt < ENTRY_ATTEMPTS; attempt++) {
      const entry = this.holdsSignatureOnly(packet) ? await this.pictureAfter(packet) : packet;
      if (entry && this.codec.entryPointOf(this.nalsOf(entry))) {
        if (entry.timestamp < seconds - EPSILON) return entry;
        if (entry === packet) return this.withSignatures(entry);
        if (entry.timestamp <= seconds + EPSILON) return entry;
        later = entry;
      }
      packet = await this.packets.getKeyPacket(packet.timestamp - EPSILON);
    }
    if (later) return later;
    throw new SmartCutNotPossible('no_keyframe');
  }

  /** The next picture, joined with the signature before it. */
  private async pictureAfter(signature: EncodedPacket): Promise<EncodedPacket | null> {
    for await (const picture of this.packetsFrom(signature)) return picture;
    return null;
  }

  private async withSignatures(entry: EncodedPacket): Promise<EncodedPacket> {
    // The reader of byte streams joins them itself (mediabunny 1.61, MPEG-TS).
    if (this.lengthSize === null) return entry;
    const { packets } = this;
    let packet =
      (await packets.getPacket(entry.timestamp - PICTURE_SECONDS)) ??
      (await packets.getFirstPacket());
    let first: EncodedPacket | null = null;
    while (packet && packet.sequenceNumber < entry.sequenceNumber) {
      first = this.holdsSignatureOnly(packet) ? (first ?? packet) : null;
      packet = await packets.getNextPacket(packet);
    }
    return (first && (await this.pictureAfter(first))) ?? entry;
  }
}

/** Only decoding shows whether the last picture of the file is complete. */
export class DoubtfulEnding extends Error {
  constructor(readonly stream: VideoStream) {
    super('the last picture may be cut short');
  }
}

const ENTRY_ATTEMPTS = 10;

/** What the container says of a codec's configuration, if anything. */
export function descriptionOf(config: { description?: unknown }): Uint8Array | null {
  const description = config.description as ArrayBuffer | ArrayBufferView | undefined;
  if (!description) return null;
  return ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
}

/** When the first frame is shown, in seconds. Throws `SmartCutNotPossible` where there is none. */
export async function firstFrameTime({ video, reading }: OpenSource): Promise<number> {
  const earliest = reading.hidesNegativeTimes ? -EPSILON : -Infinity;
  let first = Infinity;
  let seen = 0;
  for await (const { timestamp } of packetsFrom(video, null, { metadataOnly: true })) {
    if (timestamp >= earliest) first = Math.min(first, timestamp);
    if (first < Infinity && ++seen > REORDER_LIMIT) break;
  }
  if (first === Infinity) throw new SmartCutNotPossible('no_frames');
  return first;
}
