import type { CameraNaming } from '../../events/placing/camera-naming.js';
import { placeFile } from '../../events/placing/place-file.js';
import type { FilePiece } from '../../formats/file-piece.js';
import { MAX_SECONDS } from '../../formats/file-times.js';
import { lengthOf, type MediaFacts, type VideoFacts } from '../../formats/media-facts.js';
import { type FileIsolation, NOT_ISOLATED } from '../../isolation/file-isolation.js';
import { STATS } from '../../media/footage/footage-tasks.js';
import { UnreadableSourceError, WrongTimestampsError } from '../../probe/media-errors.js';
import type { MediaProbe } from '../../probe/media-probe.js';
import { NO_VIDEO } from '../../probe/source-problems.js';
import type { Interval } from '../model/interval.js';
import type { SourceFile } from './source-files.js';
import { type SourcePlacing, sourcePlacing } from './source-placing.js';

/** A video file and the interval that it shows: its first frame was taken at `startsAtMs`. */
export interface VideoSource extends Interval {
  readonly path: string;
  /** Left out: the whole file. */
  readonly piece?: FilePiece;
  readonly facts: Omit<MediaFacts, 'creationTime'> & { readonly video: VideoFacts };
  /** How `startsAtMs` was determined; left out where that is not known. */
  readonly placing?: SourcePlacing;
  /** Left out where the caller opened the file itself. */
  readonly file?: SourceFile;
}

export interface Placement {
  /** When the first frame was taken; null: as the file's name, metadata or modification time says. */
  readonly startedAt: Date | null;
  /** The path as it was given, before links were followed. */
  readonly name: string;
  readonly naming: CameraNaming;
}

/**
 * Probes a file and places it in time.
 *
 * @throws UnreadableSourceError
 */
export async function readVideoSource(
  probe: MediaProbe,
  path: string,
  { startedAt, name, naming }: Placement,
  signal?: AbortSignal,
  files: FileIsolation = NOT_ISOLATED,
): Promise<VideoSource> {
  const facts = await probe.probe(path, signal ? { signal } : {});
  const { modifiedAtMs } = await files.run(path, STATS, path);
  const video = {
    given: startedAt,
    filePath: name,
    naming,
    creationTime: facts.creationTime,
    modifiedAt: new Date(modifiedAtMs),
    durationSeconds: (facts.video && lengthOf(facts.video)) ?? 0,
  };
  const placed = await placeFile(files, video, path);
  const placing = sourcePlacing(name, placed.placedBy, naming);
  return { ...videoSourceOf(path, facts, placed.startedAt.getTime()), placing };
}

/** @throws UnreadableSourceError where the file holds no video; WrongTimestampsError where it would last too long */
export function videoSourceOf(
  path: string,
  facts: Omit<MediaFacts, 'creationTime'>,
  startsAtMs: number,
): VideoSource {
  const { video } = facts;
  if (!video) throw new UnreadableSourceError(path, NO_VIDEO);
  const seconds = lengthOf(video);
  // As an earlier version, or a host, stored it. It would hide every other recording of its camera.
  if (seconds !== null && seconds > MAX_SECONDS) throw new WrongTimestampsError(path, seconds);
  return {
    path,
    facts: { ...facts, video },
    startsAtMs,
    // Where the end is not known, it is where the frames end.
    endsAtMs: startsAtMs + Math.round((seconds ?? Infinity) * 1000),
  };
}

/** The sources that a file is of: its pieces where its clock starts again inside it, or the file. */
export function piecesOf(source: VideoSource): VideoSource[] {
  const { pieces = [] } = source.facts;
  const { placing, file } = source;
  if (pieces.length === 0) return [source];
  return pieces.map(({ piece, atSeconds, facts }) => {
    const startsAtMs = source.startsAtMs + Math.round(atSeconds * 1000);
    return {
      ...{ ...videoSourceOf(source.path, facts, startsAtMs), piece },
      ...(placing && { placing }),
      ...(file && { file }),
    };
  });
}

/** How the starts of sources were determined, as far as that is known. */
export function placingsOf(sources: readonly VideoSource[]): SourcePlacing[] {
  return sources.flatMap(({ placing }) => placing ?? []);
}
