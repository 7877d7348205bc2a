import { errorCode } from '../common/error-code.js';
import { EventClipsError } from '../common/event-clips-error.js';
import { shownName } from '../common/shown-name.js';
import type { Thrown } from '../common/http/throws.js';
import { isSpan } from '../formats/file-times.js';
import type { VideoFacts } from '../formats/media-facts.js';
import { FfmpegError } from '../ffmpeg/ffmpeg-error.js';
import { notOpened, otherFile } from './source-problems.js';

/** The file exists, but cannot be read as footage. */
export class UnreadableSourceError extends EventClipsError {
  /** @param problem what the file is or lacks, and what to do: the end of a sentence that names it */
  constructor(path: string, problem: string, options?: ErrorOptions) {
    super('UNREADABLE_SOURCE', 400, `${shownName(path)} ${problem}`, options);
  }
}

export class VideoNotFoundError extends EventClipsError {
  constructor(options?: ErrorOptions) {
    super('VIDEO_NOT_FOUND', 400, 'The video file does not exist. Check its path.', options);
  }
}

/** What an error of the system says about a footage file; every other error as it is. */
export function fileErrorOf(path: string, error: unknown): unknown {
  if ((error as { syscall?: unknown } | null)?.syscall === undefined) return error;
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? new VideoNotFoundError({ cause: error })
    : new UnreadableSourceError(path, notOpened(code || undefined), { cause: error });
}

/** The pictures of a file claim to span no time, or years. */
export class WrongTimestampsError extends EventClipsError {
  constructor(path: string, seconds: number) {
    super(
      'UNREADABLE_SOURCE',
      400,
      `The timestamps of ${shownName(path)} make no sense: by them its pictures span ${Math.round(seconds)} s. Write the file again with timestamps that increase.`,
    );
  }
}

/** @throws WrongTimestampsError where pictures span no time, or more than a week */
export function checkSpan(
  path: string,
  {
    startTimeSeconds: start,
    endTimeSeconds: end,
  }: Pick<VideoFacts, 'startTimeSeconds' | 'endTimeSeconds'>,
): void {
  if (end !== null && !isSpan(start, end)) throw new WrongTimestampsError(path, end - start);
}

/** The clock of a file starts again so often that its pieces cannot be distinguished. */
export class JumpingClockError extends EventClipsError {
  constructor(path: string) {
    super(
      'UNREADABLE_SOURCE',
      400,
      `The timestamps of ${shownName(path)} jump back in too many places. Write the file again with timestamps that increase.`,
    );
  }
}

/** The errors of reading a video file's facts. */
export const PROBE_ERRORS: Thrown[] = [
  VideoNotFoundError,
  new UnreadableSourceError('front.mp4', otherFile(Buffer.from('<!doctype html>'))),
  ...(['not_found', 'killed', 'timeout', 'aborted', 'no_space'] as const).map(
    (reason) => new FfmpegError(reason, { args: [] }),
  ),
];
