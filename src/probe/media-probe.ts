import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { EventClipsError } from '../common/event-clips-error.js';
import { shownName } from '../common/shown-name.js';
import type { Demuxer } from '../formats/demuxer.js';
import { demuxerOf } from '../formats/demuxers.js';
import { FileIsolation, NOT_ISOLATED } from '../isolation/file-isolation.js';
import type { FilePiece } from '../formats/file-piece.js';
import type { MediaFacts } from '../formats/media-facts.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import { factsByFfprobe } from './facts-by-ffprobe.js';
import { checkSpan, UnreadableSourceError } from './media-errors.js';
import { OWN_FACTS, type OwnReading } from './own-reading.js';
import { NO_TRACK } from './source-problems.js';
import { factsOfPieces, type ReadPiece } from './piece-facts.js';

/** Reads the facts of a video file. */
@Injectable()
export class MediaProbe {
  private readonly logger = new Logger('Footage');

  constructor(
    private readonly runner: FfmpegRunner,
    @Optional() @Inject(FileIsolation) private readonly files: FileIsolation = NOT_ISOLATED,
  ) {}

  /**
   * Rejects with `VIDEO_NOT_FOUND` if there is no file; with `UNREADABLE_SOURCE` if it is not a regular file, is
   * empty or a still frame, has neither video nor audio, or has timestamps that make no sense; and otherwise with an `FfmpegError`.
   */
  async probe(path: string, { signal }: { signal?: AbortSignal } = {}): Promise<MediaFacts> {
    const reading = await this.files.run(path, OWN_FACTS, path);
    const { sizeBytes, pieces, facts } = reading;
    const demuxer = demuxerOf(reading.head)!;
    if (pieces.length === 0) {
      return facts[0] ?? this.byFfprobe(path, reading, demuxer, null, signal);
    }
    const read = async (piece: FilePiece, index: number) =>
      facts[index] ?? this.byFfprobe(path, reading, demuxer, piece, signal);
    const whole = factsOfPieces(await this.readPieces(path, pieces, read), sizeBytes);
    // Each piece lasts at most a week, but all of them together may claim years.
    checkSpan(path, whole.video!);
    return whole;
  }

  private async byFfprobe(
    path: string,
    { sizeBytes }: OwnReading,
    demuxer: Demuxer,
    piece: FilePiece | null,
    signal?: AbortSignal,
  ): Promise<MediaFacts> {
    const facts = await factsByFfprobe(this.runner, path, demuxer, sizeBytes, signal, piece);
    if (!facts.video && !facts.audio) throw new UnreadableSourceError(path, NO_TRACK);
    if (demuxer.hasTimes === false) {
      this.logger.warn({
        msg: 'A raw video stream has no timestamps: its frames are shown at the rate that it gives, or at 25 a second if it gives none',
        ...{ file: shownName(path), frames_per_second: facts.video?.frameRate },
      });
    }
    return facts;
  }

  /** A piece without a picture, such as the rest of one after a restart, is left out. */
  private async readPieces(
    path: string,
    pieces: readonly FilePiece[],
    read: (piece: FilePiece, index: number) => Promise<MediaFacts>,
  ): Promise<ReadPiece[]> {
    const found: ReadPiece[] = [];
    for (const [index, piece] of pieces.entries()) {
      const facts = await read(piece, index).catch((error: unknown) => {
        if (error instanceof EventClipsError && error.code === 'UNREADABLE_SOURCE') return null;
        throw error;
      });
      if (facts?.video) found.push({ piece, facts });
      else {
        this.logger.warn({
          msg: 'A part of a recording, after its clock had started again, has no picture and is left out',
          file: shownName(path),
          ...{ from_byte: piece.fromByte, to_byte: piece.toByte },
        });
      }
    }
    if (found.length === 0) throw new UnreadableSourceError(path, NO_TRACK);
    return found;
  }
}
