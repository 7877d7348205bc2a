import type { EncodedPacket } from 'mediabunny';
import { ClipDiffers } from '../cut-errors.js';
import { REORDER_LIMIT } from '../source/rising-times.js';
import { EPSILON, type VideoStream } from '../source/video-stream.js';

/** What is read of a recording here. */
export interface ComparedSource {
  /** The base name of its file. */
  name: string;
  stream: Pick<
    VideoStream,
    'codec' | 'containerSets' | 'entryAt' | 'nalsOf' | 'packetsFrom' | 'startSeconds'
  >;
}

/** What a copy has to have of a packet. */
export interface ExpectedPicture {
  /** From the recording's first frame. */
  seconds: number;
  /** The parameter sets in the packet, which the copy has elsewhere. */
  sets: readonly Uint8Array[];
  /** All that the copy keeps, in order. */
  kept: readonly Uint8Array[];
  isEntryPoint: boolean;
}

/**
 * The packet that is shown at an instant. Throws `ClipDiffers` unless its content proves that decoding can
 * begin at it.
 *
 * @param seconds from the recording's first frame
 */
export async function provenEntry(
  { name, stream }: ComparedSource,
  seconds: number,
): Promise<EncodedPacket> {
  const time = stream.startSeconds + seconds;
  let past = 0;
  // Usually the first one is it. A container may not mark it, though.
  for await (const packet of stream.packetsFrom(await stream.entryAt(time))) {
    if (Math.abs(packet.timestamp - time) < 2 * EPSILON) {
      if (stream.codec.entryPointOf(stream.nalsOf(packet))) return packet;
      break;
    }
    if (packet.timestamp > time && ++past > REORDER_LIMIT) break;
  }
  throw new ClipDiffers(
    `The copied part begins at ${seconds} s of ${name}, where decoding cannot begin.`,
  );
}

/** What a copy has to have of the packets from an entry point on, to the end of the recording. */
export async function* expectedPictures(
  stream: ComparedSource['stream'],
  entry: EncodedPacket,
): AsyncGenerator<ExpectedPicture> {
  const { codec } = stream;
  let isFirst = true;
  let mayBeLeading = codec.entryPointOf(stream.nalsOf(entry))?.mayHaveLeading ?? false;
  for await (const packet of stream.packetsFrom(entry)) {
    const nals: readonly Uint8Array[] = stream.nalsOf(packet);
    if (!isFirst && mayBeLeading) {
      if (codec.isLeading(nals)) continue;
      mayBeLeading = false;
    }
    const changed = isFirst ? codec.asTailStart(nals) : nals;
    isFirst = false;
    yield {
      seconds: packet.timestamp - stream.startSeconds,
      sets: changed.filter((nal) => codec.isParameterSet(nal)),
      kept: changed.filter((nal) => !codec.isParameterSet(nal) && !codec.isLeftOut(nal)),
      isEntryPoint: codec.entryPointOf(changed) !== null,
    };
  }
}
