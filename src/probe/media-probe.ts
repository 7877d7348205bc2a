import { Injectable } from '@nestjs/common';
import { demuxerOf } from '../formats/demuxers.js';
import { ownFacts } from './own-facts.js';
import { FfmpegError } from '../ffmpeg/ffmpeg-error.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import { localInput } from '../ffmpeg/local-input.js';
import { UnreadableSourceError } from './media-errors.js';
import type { MediaFacts } from '../formats/media-facts.js';
import { withMediaFile } from './media-file.js';
import { readFacts } from './ffprobe-facts.js';

/** Reading an index takes milliseconds; only a hostile file needs longer. */
const TIMEOUT_MS = 30_000;

/** Reads the facts of a video file. */
@Injectable()
export class MediaProbe {
  constructor(private readonly runner: FfmpegRunner) {}

  /**
   * Rejects with `VIDEO_NOT_FOUND` if there is no file; with `UNREADABLE_SOURCE` if it is not a regular file, is
   * empty or a still frame, or has neither video nor audio; and otherwise with an `FfmpegError`.
   */
  async probe(path: string, options: { signal?: AbortSignal } = {}): Promise<MediaFacts> {
    const { demuxer, sizeBytes, known } = await withMediaFile(path, async (media) => {
      const demuxer = demuxerOf(media.head);
      if (demuxer === null) throw new UnreadableSourceError();
      return { demuxer, sizeBytes: media.sizeBytes, known: await ownFacts(media, demuxer) };
    });
    if (known) return known;

    const args = [
      '-of',
      'json',
      '-show_format',
      '-show_streams',
      ...localInput(path, demuxer.name),
    ];
    const facts = readFacts(await this.ffprobe(args, options.signal), demuxer.name, sizeBytes);
    if (!facts.video && !facts.audio) throw new UnreadableSourceError();
    return facts;
  }

  private async ffprobe(args: string[], signal?: AbortSignal): Promise<string> {
    try {
      const { stdout } = await this.runner.ffprobe(args, { signal, timeoutMs: TIMEOUT_MS });
      return stdout.toString('utf8');
    } catch (error) {
      const isAboutTheFile = error instanceof FfmpegError && error.code === 'FFMPEG_FAILED';
      throw isAboutTheFile ? new UnreadableSourceError({ cause: error }) : error;
    }
  }
}
