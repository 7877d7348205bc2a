import type { EncodedPacket, InputVideoTrack } from 'mediabunny';
import type { VideoCodec } from '../codec/codec.js';
import { ClipDiffers } from '../cut-errors.js';
import type { ClipSize } from '../cut-types.js';
import { openSource } from '../source/open-source.js';
import { packetsFrom } from '../source/packets-from.js';
import { VideoStream } from '../source/video-stream.js';

/** A picture of a clip as it was written. */
export interface WrittenPicture {
  seconds: number;
  /** Whether players may seek to it. */
  isSync: boolean;
  nals: readonly Uint8Array[];
}

/** A clip as a reader finds it, which knows nothing of how it was written. */
export interface WrittenClip {
  codec: VideoCodec;
  containerSets: readonly Uint8Array[];
  size: ClipSize;
  ticksPerSecond: number;
  /** How long its pictures last, as its index says. */
  lastsSeconds: number;
  /** In decode order. */
  pictures: AsyncIterable<WrittenPicture>;
  /** Null where there is none. */
  sound: AsyncIterable<EncodedPacket> | null;
  close(): void;
}

const WHOLE = { segment: { fromSeconds: 0, toSeconds: Infinity }, facts: null };

/** Whatever cannot be read of the clip is reported as `ClipDiffers`. */
export async function openWritten(path: string): Promise<WrittenClip> {
  try {
    const opened = await openSource({ path }, { ...WHOLE, minIndexBytes: Infinity });
    try {
      const { video, audio, close } = await opened.reopened();
      const stream = await VideoStream.of({ ...opened, video });
      const { codec, containerSets } = stream;
      return {
        ...{ codec, containerSets, size: await sizeOf(video.track) },
        ticksPerSecond: await opened.video.track.getTimeResolution(),
        lastsSeconds: (await opened.video.track.getDurationFromMetadata()) ?? 0,
        pictures: orUnreadable(picturesOf(stream)),
        sound: audio && orUnreadable(packetsFrom(audio, null)),
        close() {
          close();
          opened.close();
        },
      };
    } catch (error) {
      opened.close();
      throw error;
    }
  } catch (error) {
    throw unreadable(error);
  }
}

/** A player turns the pictures. */
async function sizeOf(track: InputVideoTrack): Promise<ClipSize> {
  const [width, height] = [await track.getCodedWidth(), await track.getCodedHeight()];
  const isTurned = (await track.getRotation()) % 180 !== 0;
  return isTurned ? { width: height, height: width } : { width, height };
}

async function* picturesOf(stream: VideoStream): AsyncGenerator<WrittenPicture> {
  for await (const packet of packetsFrom(stream.source.video, null)) {
    const { timestamp: seconds, type } = packet;
    const nals = stream.nalsOf(packet);
    yield { seconds, isSync: type === 'key', nals };
  }
}

async function* orUnreadable<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(cause: unknown): ClipDiffers {
  return new ClipDiffers('The written clip cannot be read.', { cause });
}
