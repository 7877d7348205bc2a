import type { EncodedPacket, PacketRetrievalOptions } from 'mediabunny';
import { SmartCutNotPossible } from '../cut-errors.js';
import { parseAvcc } from '../../formats/h264/avcc.js';
import {
  joinAnnexB,
  nalType,
  NalType,
  splitAnnexB,
  splitLengthPrefixed,
} from '../../formats/h264/nal.js';
import type { OpenSource } from './open-source.js';
import { packetsFrom } from './packets-from.js';

/** More frames than any decoder holds back for reordering (ITU-T H.264, A.3.1: 16), with a margin. */
export const REORDER_LIMIT = 20;

/** What is held in memory of a GOP to decode it. */
export const MAX_GOP_BYTES = 64 * 1024 * 1024;

/** Seconds by which two computations of the same instant may differ; far less than a frame. */
export const EPSILON = 1e-6;

/** The H.264 video of an open source, NAL unit by NAL unit. */
export class VideoStream {
  private constructor(
    readonly source: OpenSource,
    /** Parameter sets that the container keeps apart from the packets; none in MPEG-TS. */
    readonly containerSets: readonly Uint8Array[],
    /** Bytes of each NAL unit's length; null: packets are byte streams (Annex B). */
    readonly lengthSize: number | null,
    /** Timestamp of the first frame that is shown; windows count from it. */
    readonly startsAt: number,
  ) {}

  static async of(source: OpenSource): Promise<VideoStream> {
    const { track } = source.video;
    if ((await track.getCodec()) !== 'avc') throw new SmartCutNotPossible('codec');
    const startsAt = await firstFrameTime(source);
    const description = descriptionOf((await track.getDecoderConfig()) ?? {});
    if (!description) return new VideoStream(source, [], null, startsAt);
    const avcc = parseAvcc(description);
    if (!avcc) throw new SmartCutNotPossible('damaged');
    return new VideoStream(source, [...avcc.sps, ...avcc.pps], avcc.lengthSize, startsAt);
  }

  get packets() {
    return this.source.video.packets;
  }

  /**
   * The packets in decode order, but for a last one that was cut short. Throws `DoubtfulEnding` where
   * that is not known.
   */
  async *packetsFrom(
    first: EncodedPacket | null,
    options: PacketRetrievalOptions = {},
  ): AsyncGenerator<EncodedPacket> {
    let held: EncodedPacket | null = null;
    for await (const packet of packetsFrom(this.packets, first, options)) {
      if (held) yield held;
      held = packet;
    }
    if (held && this.source.ending === 'doubtful') throw new DoubtfulEnding(this);
    if (held && this.source.ending === 'whole') yield held;
  }

  /** The last GOP of the file as a byte stream, with the last packet as it is. */
  async lastGop(): Promise<Uint8Array> {
    const nals: Uint8Array[] = [];
    let bytes = 0;
    for await (const packet of packetsFrom(this.packets, await this.keyframeAt(Infinity))) {
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
    if (!nals?.some(isPicture)) throw new SmartCutNotPossible('damaged');
    return nals;
  }

  /**
   * The last packet at or before `at` that decoding can begin at; that comes after it only where there
   * is none before. The containers' own marks do not do: they call recovery points keyframes too.
   */
  async keyframeAt(at: number): Promise<EncodedPacket> {
    let packet =
      (await this.packets.getKeyPacket(at + EPSILON)) ?? (await this.packets.getFirstKeyPacket());
    for (let attempt = 0; packet && attempt < KEYFRAME_ATTEMPTS; attempt++) {
      if (isKeyframe(this.nalsOf(packet))) return packet;
      packet = await this.packets.getKeyPacket(packet.timestamp - EPSILON);
    }
    throw new SmartCutNotPossible('no_keyframe');
  }
}

/** Whether the last picture of the file is whole takes decoding it. */
export class DoubtfulEnding extends Error {
  constructor(readonly stream: VideoStream) {
    super('the last picture may be cut short');
  }
}

const KEYFRAME_ATTEMPTS = 10;

/** Whether nothing after this picture refers to anything before it (an IDR picture). */
export function isKeyframe(nals: readonly Uint8Array[]): boolean {
  return nals.some((nal) => nalType(nal) === NalType.idr);
}

export function isParameterSet(nal: Uint8Array): boolean {
  return nalType(nal) === NalType.sps || nalType(nal) === NalType.pps;
}

export function isPicture(nal: Uint8Array): boolean {
  return nalType(nal) === NalType.slice || nalType(nal) === NalType.idr;
}

/** What the container says of a codec's configuration, if anything. */
export function descriptionOf(config: { description?: unknown }): Uint8Array | null {
  const description = config.description as ArrayBuffer | ArrayBufferView | undefined;
  if (!description) return null;
  return ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
}

async function firstFrameTime(source: OpenSource): Promise<number> {
  // What an MP4's edit list leaves out has a negative time; elsewhere that is a time like any other.
  const earliest = source.container === 'mp4' ? -EPSILON : -Infinity;
  const packets = packetsFrom(source.video.packets, null, { metadataOnly: true });
  let first = Infinity;
  let seen = 0;
  for await (const { timestamp } of packets) {
    if (timestamp >= earliest) first = Math.min(first, timestamp);
    if (first < Infinity && ++seen > REORDER_LIMIT) break;
  }
  if (first === Infinity) throw new SmartCutNotPossible('no_frames');
  return first;
}
