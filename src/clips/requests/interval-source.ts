import { Injectable } from '@nestjs/common';
import { EventClipsError } from '../../common/event-clips-error.js';
import { CamerasService } from '../../events/cameras/cameras.service.js';
import { FootageSource } from '../../events/footage/footage-source.js';
import { clipInputs } from '../footage/clip-inputs.js';
import type { ClipSources } from '../footage/clip-sources.js';
import type { FreshFootage } from '../footage/fresh-footage.js';
import { IntervalFootage } from '../footage/interval-footage.js';
import { knownInputs } from '../footage/known-footage.js';
import { SourceFinder } from '../footage/source-finder.js';
import type { FailedSources } from '../footage/usable-pieces.js';
import type { Interval } from '../model/interval.js';
import type { WantedInterval } from '../model/interval-clip.js';
import { isNoFootage, NoFootageError } from '../model/interval-errors.js';

type Footage = Pick<WantedInterval, 'cameraId' | 'interval'>;

/** What a clip of a camera alone can be made of. */
@Injectable()
export class IntervalSource {
  constructor(
    private readonly footage: FootageSource,
    private readonly cameras: CamerasService,
    private readonly looks: IntervalFootage,
    private readonly sources: SourceFinder,
  ) {}

  /** The keys of the inputs that there are now. */
  async inputsOf({ cameraId, interval }: Footage): Promise<string[]> {
    return clipInputs(await knownInputs(this.footage, { cameraId }, interval), interval);
  }

  /**
   * Makes sure that there is footage, or may be later.
   *
   * @throws CameraNotFoundError, NoFootageError
   */
  async check({ cameraId, interval }: Footage, signal: AbortSignal): Promise<void> {
    const [from, to] = [new Date(interval.startsAtMs), new Date(interval.endsAtMs)];
    if ((await this.footage.recordings(cameraId, from, to)).length > 0) return;
    await this.checkRecords(cameraId);
    const { known, wait } = await this.looks.look({ cameraId }, interval, true, signal);
    if (!wait && known.recordings.length === 0)
      await this.openKnown(known, interval, new Map(), signal);
  }

  /**
   * Opens what there is of an interval now.
   *
   * @param failed why sources gave no picture: they are not used again
   * @throws CameraNotFoundError, NoFootageError, EventClipsError
   */
  async open(
    { cameraId, interval }: Footage,
    failed: FailedSources,
    signal: AbortSignal,
  ): Promise<ClipSources> {
    const { known } = await this.looks.look({ cameraId }, interval, false, signal);
    if (known.recordings.length === 0) await this.checkRecords(cameraId);
    return this.openKnown(known, interval, failed, signal);
  }

  private async checkRecords(cameraId: string): Promise<void> {
    if (await this.footage.hasRecordings(cameraId)) return;
    await this.cameras.get(cameraId);
    throw new NoFootageError('The camera has no recordings. Register some first.');
  }

  private async openKnown(
    known: FreshFootage,
    interval: Interval,
    failed: FailedSources,
    signal: AbortSignal,
  ): Promise<ClipSources> {
    try {
      return await this.sources.open(known, interval, 'video', failed, signal);
    } catch (error) {
      const isNone = error instanceof EventClipsError && isNoFootage(error.code);
      throw isNone ? new NoFootageError(error.message) : error;
    }
  }
}
