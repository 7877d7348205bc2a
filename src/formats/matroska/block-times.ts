import type { ByteReader } from '../byte-reader.js';
import {
  beginsWithFirst,
  type FileTimes,
  FIRST_FRAMES,
  frameRateOf,
  isSpan,
} from '../file-times.js';
import { endOfLastFrame } from '../last-frame.js';
import { ordinary } from '../unusual.js';
import { type Block, blocksFrom } from './blocks.js';
import type { Head } from './head.js';
import { lastBlocks } from './last-blocks.js';
import { readFrameRate, type Track } from './tracks.js';

/**
 * Reads the times from a file's head, its first blocks and its last ones. The duration in the head does not
 * count: it includes the sound, and of a file that begins late some writers give the time at which it ends.
 */
export async function blockTimes(reader: ByteReader, head: Head): Promise<FileTimes> {
  const { info, tracks, cluster } = head;
  const { video, audio } = tracks;
  const first = await firstBlocks(reader, head);
  const shown = timesOf(first, video, info.unit);
  beginsWithFirst(shown);
  const heard = audio ? timesOf(first, audio, info.unit) : [];
  const start = shown[0]!;
  const frameRate = readFrameRate(video);
  const last = timesOf(await lastBlocks(reader, cluster, video.number), video, info.unit);
  const end = endOfLastFrame(last, frameRate && 1 / frameRate);
  ordinary(end !== null && isSpan(start, end));
  return {
    startTimeSeconds: Math.min(start, ...heard.slice(0, 1)),
    video: {
      startTimeSeconds: start,
      endTimeSeconds: end,
      frameRate: frameRate ?? frameRateOf(shown),
    },
  };
}

/** The first blocks, until there are enough of video and one of audio. */
async function firstBlocks(reader: ByteReader, { cluster, tracks }: Head): Promise<Block[]> {
  const { video, audio } = tracks;
  const blocks: Block[] = [];
  let pictures = 0;
  let hasSound = audio === null;
  for await (const block of blocksFrom(reader, cluster)) {
    blocks.push(block);
    if (block.trackNumber === video.number) pictures++;
    hasSound ||= block.trackNumber === audio?.number;
    if (pictures >= FIRST_FRAMES && hasSound) break;
  }
  ordinary(
    hasSound && blocks.every((block) => !(block.laced && block.trackNumber === video.number)),
  );
  return blocks;
}

/** When a track's blocks are shown or heard, in seconds. */
function timesOf(blocks: readonly Block[], track: Track, unit: number): number[] {
  const delay = Math.round(track.delay / unit);
  return blocks
    .filter(({ trackNumber }) => trackNumber === track.number)
    .map(({ timestamp }) => (timestamp - delay) * unit);
}
