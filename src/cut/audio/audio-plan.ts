/** The audio of one segment, in packets that browsers take. Times in the clip, in seconds. */
export interface SegmentAudio {
  /** Equal keys: packets can follow each other in one track. */
  key: string;
  packetSeconds: number;
  /** When each packet around the segment begins, rising. */
  times: number[];
  /** The end of the segment's last frame. */
  toSeconds: number;
}

/** Packets of a segment to copy. */
export interface AudioRun {
  /** Index of the first one. */
  first: number;
  count: number;
  packetSeconds: number;
}

/** A copied packet may be heard this much before or after its own time. */
const TOLERANCE_SECONDS = 0.02;

/**
 * Packets to copy so that they follow each other without a gap from 0 on, each close to its own time;
 * null where that is impossible (no audio, another codec, gaps, a late beginning): then it is encoded.
 *
 * @param segments one for each segment of the clip, null for one whose audio cannot be copied
 */
export function planCopiedAudio(segments: readonly (SegmentAudio | null)[]): AudioRun[] | null {
  const runs: AudioRun[] = [];
  let position = 0;
  for (const [index, segment] of segments.entries()) {
    if (!segment || segment.key !== segments[0]?.key) return null;
    const { times, packetSeconds, toSeconds } = segment;
    const first = nearest(times, position);
    let count = 0;
    while (position + packetSeconds / 2 < toSeconds) {
      const time = times[first + count];
      if (time === undefined) break;
      if (Math.abs(time - position) > TOLERANCE_SECONDS) return null;
      position += packetSeconds;
      count++;
    }
    // Only the last one may end before its pictures do.
    const isLast = index === segments.length - 1;
    if (count === 0 || (!isLast && position + packetSeconds / 2 < toSeconds)) return null;
    runs.push({ first, count, packetSeconds });
  }
  return runs;
}

function nearest(times: readonly number[], position: number): number {
  let best = 0;
  for (const [i, time] of times.entries()) {
    if (Math.abs(time - position) < Math.abs(times[best]! - position)) best = i;
  }
  return best;
}
