import { stat } from 'node:fs/promises';
import { placeVideo } from '../../events/placing/place-video.js';
import type { MediaFacts, VideoFacts } from '../../formats/media-facts.js';
import type { MediaProbe } from '../../probe/media-probe.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import type { Interval } from '../model/interval.js';

/** A video file and the interval that it shows: its first frame was taken at `startsAtMs`. */
export interface VideoSource extends Interval {
  readonly path: string;
  readonly facts: Omit<MediaFacts, 'creationTime'> & { readonly video: VideoFacts };
}

export interface Placement {
  /** When the first frame was taken; null: as the file's name, metadata or modification time says. */
  readonly startedAt: Date | null;
  /** The path as it was given, before links were followed. */
  readonly name: string;
  /** IANA zone of local times in file names. */
  readonly timezone: string;
}

/**
 * Probes a file and places it in time.
 *
 * @throws UnreadableSourceError, ClipGenerationError `UNREADABLE_SOURCE` where it holds no video
 */
export async function readVideoSource(
  probe: MediaProbe,
  path: string,
  { startedAt, name, timezone }: Placement,
  signal?: AbortSignal,
): Promise<VideoSource> {
  const facts = await probe.probe(path, signal ? { signal } : {});
  const { mtime } = await stat(path);
  const placed = placeVideo({
    given: startedAt,
    filePath: name,
    timezone,
    creationTime: facts.creationTime,
    modifiedAt: mtime,
    durationSeconds: facts.durationSeconds ?? 0,
  });
  return videoSourceOf(path, facts, placed.startedAt.getTime());
}

/** @throws ClipGenerationError `UNREADABLE_SOURCE` where the file holds no video */
export function videoSourceOf(
  path: string,
  facts: Omit<MediaFacts, 'creationTime'>,
  startsAtMs: number,
): VideoSource {
  const { video, durationSeconds, startTimeSeconds } = facts;
  if (!video) {
    const message = 'The footage holds no video. Check the file.';
    throw new ClipGenerationError('UNREADABLE_SOURCE', message);
  }
  // A file that is still being written has no duration yet; its end is where its frames end.
  const fileSeconds = durationSeconds ?? Infinity;
  const leadSeconds = video.startTimeSeconds - startTimeSeconds;
  return {
    path,
    facts: { ...facts, video },
    startsAtMs,
    endsAtMs: startsAtMs + Math.round((fileSeconds - leadSeconds) * 1000),
  };
}
