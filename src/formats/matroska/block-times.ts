import type { ByteReader } from '../byte-reader.js';
import {
  beginsWithFirst,
  type FileTimes,
  FIRST_FRAMES,
  frameRateOf,
  type Span,
  spanOf,
} from '../file-times.js';
import { ordinary } from '../unusual.js';
import { type Block, blocksFrom } from './blocks.js';
import type { Head } from './head.js';
import { lastBlocks } from './last-blocks.js';
import { readFrameRate, type Track } from './tracks.js';

/** A file that begins no later than this does so because of its encoders' delay. */
const LATE_SECONDS = 0.5;

/** Reads the times from a file's head, its first blocks and, where needed, its last ones. */
export async function blockTimes(reader: ByteReader, head: Head): Promise<FileTimes> {
  const { info, tracks, cluster } = head;
  const { video, audio } = tracks;
  const first = await firstBlocks(reader, head);
  const shown = timesOf(first, video, info.unit);
  beginsWithFirst(shown);
  const heard = audio ? timesOf(first, audio, info.unit) : [];
  const frameRate = readFrameRate(video) ?? frameRateOf(shown);
  const startTimeSeconds = Math.min(shown[0]!, ...heard.slice(0, 1));
  const ofVideo = { startTimeSeconds: shown[0]!, frameRate };
  // Where a file begins late, some writers give its length, and some the time at which it ends.
  if (info.duration !== null && startTimeSeconds < LATE_SECONDS) {
    return { startTimeSeconds, durationSeconds: info.duration, video: ofVideo };
  }
  const last = await lastBlocks(reader, cluster, video.number);
  const latest = (track: Track) => Math.max(...timesOf(last, track, info.unit));
  const spans: Span[] = [{ start: shown[0]!, end: latest(video) + 1 / frameRate }];
  if (audio) spans.push({ start: heard[0]!, end: latest(audio) });
  return { ...spanOf(spans), video: ofVideo };
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
