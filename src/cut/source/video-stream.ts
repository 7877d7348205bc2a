import type { EncodedPacket, PacketRetrievalOptions } from 'mediabunny';
import { joinAnnexB, splitAnnexB, splitLengthPrefixed } from '../../formats/nal-units.js';
import type { VideoCodec } from '../codec/codec.js';
import { codecOfLibrary } from '../codec/codecs.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { OpenSource } from './open-source.js';
import { packetsFrom } from './packets-from.js';

/** More frames than any decoder holds back for reordering (16 in H.264 and HEVC), with a margin. */
export const REORDER_LIMIT = 20;

/** What is held in memory of a group of pictures to decode it. */
export const MAX_GOP_BYTES = 64 * 1024 * 1024;

/** Seconds by which two computations of the same instant may differ; far less than a frame. */
export const EPSILON = 1e-6;

/** The video of an open source, NAL unit by NAL unit. */
export class VideoStream {
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
    return new VideoStream(source, codec, sets, lengthSize, startSeconds);
  }

  get packets() {
    return this.source.video.packets;
  }

  /**
   * The packets in decode order, except for a last one that was cut short. Throws `DoubtfulEnding` where
   * it is not known whether the last one was.
   */
  async *packetsFrom(
    first: EncodedPacket | null,
    options: PacketRetrievalOptions = {},
  ): AsyncGenerator<EncodedPacket> {
    let held: EncodedPacket | null = null;
    for await (const packet of packetsFrom(this.source.video, first, options)) {
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
      nals.push(...this.nalsOf(packet));
      bytes += packet.byteLength;
      if (bytes > MAX_GOP_BYTES) throw new SmartCutNotPossible('gop_too_long');
    }
    return joinAnnexB([...this.containerSets, ...nals]);
  }

  /** Throws `SmartCutNotPossible` where the packet holds no picture or makes no sense. */
  nalsOf(packet: EncodedPacket): Uint8Array[] {
    const { data } = packet;
    const nals =
      this.lengthSize === null ? splitAnnexB(data) : splitLengthPrefixed(data, this.lengthSize);
    if (!nals?.some((nal) => this.codec.isPicture(nal))) throw new SmartCutNotPossible('damaged');
    return nals;
  }

  /**
   * The last packet at or before `seconds` that decoding can begin at; the first of the file where there is
   * none before. The marks of containers are not enough: they call recovery points keyframes too.
   */
  async entryAt(seconds: number): Promise<EncodedPacket> {
    let packet =
      (await this.packets.getKeyPacket(seconds + EPSILON)) ??
      (await this.packets.getFirstKeyPacket());
    for (let attempt = 0; packet && attempt < ENTRY_ATTEMPTS; attempt++) {
      if (this.codec.entryPointOf(this.nalsOf(packet))) return packet;
      packet = await this.packets.getKeyPacket(packet.timestamp - EPSILON);
    }
    throw new SmartCutNotPossible('no_keyframe');
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

async function firstFrameTime({ video, reading }: OpenSource): Promise<number> {
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
