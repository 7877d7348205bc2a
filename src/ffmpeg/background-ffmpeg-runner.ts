import { Inject, Injectable } from '@nestjs/common';
import { FFMPEG_OPTIONS } from './ffmpeg.module-definition.js';
import { type FfmpegModuleOptions, withDefaults } from './ffmpeg.options.js';
import { FfmpegRunner } from './ffmpeg-runner.js';

/** Of two processes that compete for a core, one with 10, as for clips, gets three quarters. */
const NICENESS = 15;
/** How many times as long as other work this may take, for the same reason. */
export const PATIENCE = 6;

/**
 * Runs FFmpeg for work that no caller waits for as for a clip: with less priority, and beside the slots of the
 * other processes, so that it takes the turn of none of them.
 */
@Injectable()
export class BackgroundFfmpegRunner extends FfmpegRunner {
  constructor(@Inject(FFMPEG_OPTIONS) options: FfmpegModuleOptions = {}) {
    const { timeoutMs } = withDefaults(options);
    super({ ...options, niceness: NICENESS, timeoutMs: PATIENCE * timeoutMs });
  }
}
