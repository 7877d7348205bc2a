import { Injectable } from '@nestjs/common';
import { clipFailureOf } from '../make/clip-failure.js';
import { FrameMaker } from '../make/frame-maker.js';
import { FAILURE_LASTS_SECONDS, failureAnswer } from '../model/interval-errors.js';
import { IntervalSource } from '../requests/interval-source.js';

/** Pictures of what cameras showed at an instant. */
@Injectable()
export class CameraFramesService {
  constructor(
    private readonly source: IntervalSource,
    private readonly frames: FrameMaker,
  ) {}

  /**
   * A JPEG.
   *
   * @throws CameraNotFoundError, NoFootageError, IntervalClipFailedError
   */
  async frame(
    cameraId: string,
    { at, max_width: maxWidth = null }: { at: Date; max_width?: number | null },
    signal: AbortSignal,
  ): Promise<Buffer> {
    const interval = { startsAtMs: at.getTime(), endsAtMs: at.getTime() + 1 };
    try {
      const sources = await this.source.open({ cameraId, interval }, signal);
      return await this.frames.make({ cameraId, interval, sources, maxWidth, signal });
    } catch (error) {
      const failure = clipFailureOf(error);
      if (signal.aborted || !failure) throw error;
      throw failureAnswer(failure, FAILURE_LASTS_SECONDS);
    }
  }
}
