import { Injectable, Logger } from '@nestjs/common';
import { leaveOutFailures } from '../footage/leave-out-failures.js';
import { clipFailureOf } from '../make/clip-failure.js';
import { FrameMaker } from '../make/frame-maker.js';
import { FAILURE_LASTS_SECONDS, failureAnswer } from '../model/interval-errors.js';
import { IntervalSource } from '../requests/interval-source.js';

/** Pictures of what cameras showed at an instant. */
@Injectable()
export class CameraFramesService {
  private readonly logger = new Logger('Clips');

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
      return await leaveOutFailures(
        async (failed) => {
          const sources = await this.source.open({ cameraId, interval }, failed, signal);
          return this.frames.make({ cameraId, interval, sources, maxWidth, signal });
        },
        (err) => this.logger.warn({ msg: 'A source gave no picture', camera_id: cameraId, err }),
      );
    } catch (error) {
      const failure = clipFailureOf(error);
      if (signal.aborted || !failure) throw error;
      throw failureAnswer(failure, FAILURE_LASTS_SECONDS);
    }
  }
}
