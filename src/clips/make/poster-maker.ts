import { Injectable } from '@nestjs/common';
import { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { localInput } from '../../ffmpeg/local-input.js';
import { CLIP_DEMUXERS, type ClipFormat } from '../../media/storage/clip-file.js';

/** Enough for lists and for a player before it plays, at a tenth of the bytes of a full picture. */
const POSTER_WIDTH = 640;
const TIMEOUT_MS = 30_000;

/** The prefix of the names of an event's temporary posters. */
export function posterName(eventId: number): string {
  return `${eventId}-poster`;
}

/** Arguments that take the picture shown at `seconds` of a clip. */
export function posterArguments(
  clipPath: string,
  format: ClipFormat,
  seconds: number,
  output: string,
  maxWidth: number | null = POSTER_WIDTH,
): string[] {
  const scale = maxWidth === null ? [] : ['-vf', `scale='min(${maxWidth},iw)':-2`];
  return [
    ...localInput(clipPath, CLIP_DEMUXERS[format], ['-ss', seconds.toFixed(3)]),
    ...['-map', '0:v:0', '-frames:v', '1', ...scale],
    ...['-q:v', '4', '-f', 'mjpeg', '-y', `file:${output}`],
  ];
}

/** Draws the posters of clips. */
@Injectable()
export class PosterMaker {
  constructor(private readonly runner: FfmpegRunner) {}

  /**
   * Writes the picture that a clip shows at `seconds` to `output`.
   *
   * @param maxWidth in pixels; null: as in the clip. Default: that of a poster
   * @throws FfmpegError
   */
  async draw(
    clip: { readonly path: string; readonly format: ClipFormat },
    seconds: number,
    output: string,
    signal: AbortSignal,
    maxWidth?: number | null,
  ): Promise<void> {
    const args = posterArguments(clip.path, clip.format, seconds, output, maxWidth);
    await this.runner.ffmpeg(args, { timeoutMs: TIMEOUT_MS, signal });
  }
}
