import { Injectable, Logger } from '@nestjs/common';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import type { ClipSources } from '../footage/clip-sources.js';
import { intervalOf } from '../model/interval.js';
import { optionsOf } from '../model/interval-clip.js';
import { ClipRequests } from '../records/clip-requests.js';
import type { IntervalClip } from '../records/interval-clip.entity.js';
import { IntervalClips } from '../records/interval-clips.js';
import { intervalJobName } from '../records/temporary-files.js';
import { ClipProduction } from './clip-production.js';
import { recordOf } from './record-of.js';

export interface IntervalMaking {
  readonly sources: ClipSources;
  /** See `clipInputs`. */
  readonly inputs: readonly string[];
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

/** Makes a clip of a camera alone of sources that are open: produce → verify → publish → record. */
@Injectable()
export class IntervalMaker {
  private readonly logger = new Logger('Clips');

  constructor(
    private readonly production: ClipProduction,
    private readonly storage: ClipStorage,
    private readonly requests: ClipRequests,
    private readonly clips: IntervalClips,
  ) {}

  /** @throws what {@link ClipProduction} throws, IntervalClipGoneError */
  async make(clip: IntervalClip, { inputs, ...making }: IntervalMaking): Promise<void> {
    const { id, jobId, cameraId, startsAt, endsAt } = clip;
    const began = performance.now();
    const about = { interval_clip_id: id, camera_id: cameraId };
    const interval = intervalOf(startsAt, endsAt);
    const toProduce = { ...making, cameraId, about, interval, options: optionsOf(clip) };
    await this.production.run(toProduce, intervalJobName(id, jobId), async (verified) => {
      const made = recordOf({ ...toProduce, inputs }, verified, await this.requests.now());
      const publish = (name: string) => this.storage.put(verified.output, name, made.sha256);
      await this.clips.complete(clip, made, publish);
      this.logger.log({
        ...{ msg: 'Clip of a camera made', ...about },
        ...{ method: made.method, why: verified.produced.why },
        ...{ footage_seconds: made.durationSeconds, bytes: made.bytes },
        wall_ms: Math.round(performance.now() - began),
      });
    });
  }
}
