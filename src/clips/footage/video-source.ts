import { stat } from 'node:fs/promises';
import { placeVideo } from '../../events/placing/place-video.js';
import type { MediaFacts, VideoFacts } from '../../formats/media-facts.js';
import type { MediaProbe } from '../../probe/media-probe.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import type { Interval } from '../model/interval.js';

/** A video file whose place in time is known: its first frame was taken at `startsAt`. */
export interface VideoSource extends Interval {
  readonly path: string;
  readonly facts: Omit<MediaFacts, 'creationTime'> & { readonly video: VideoFacts };
}

export interface Placement {
  /** When the first frame was taken; null: told by the file's name, metadata or age. */
  readonly startedAt: Date | null;
  /** The name that the file was given by, before links were followed. */
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
  startsAt: number,
): VideoSource {
  const { video, durationSeconds, startTimeSeconds } = facts;
  if (!video) {
    const message = 'The footage holds no video. Check the file.';
    throw new ClipGenerationError('UNREADABLE_SOURCE', message);
  }
  // A file still being written tells no duration: it reaches as far as frames are found in it.
  const seconds = durationSeconds ?? Infinity;
  const lead = video.startTimeSeconds - startTimeSeconds;
  return {
    path,
    facts: { ...facts, video },
    startsAt,
    endsAt: startsAt + Math.round((seconds - lead) * 1000),
  };
}
