import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import type { Event } from '../events/event.entity.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg-runner.js';
import { clipFileName } from '../media/clip-file.js';
import { ClipStore } from '../media/clip-store.js';
import type { ClipOptions } from './clip-options.js';
import type { ClipRecord } from './clip-record.js';
import { ClipRequests } from './clip-requests.js';
import type { ClipSources } from './clip-sources.js';
import type { Clip } from './clip.entity.js';
import { ClipGenerationError } from './clip-generation-error.js';
import { ClipsOptions } from './clips.module-definition.js';
import { gapsIn } from './gap.js';
import { type Interval, iso } from './interval.js';
import { produceImages } from './produce-images.js';
import { produceVideo } from './produce-video.js';
import type { Produced } from './produced.js';
import { type Measured, verify } from './verify.js';

export interface ClipOrder {
  readonly event: Event;
  readonly window: Interval;
  readonly sources: ClipSources;
  readonly madeFrom: readonly string[];
  readonly options: ClipOptions;
  /** The job that the event's request belongs to. */
  readonly jobId: string;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** Makes a clip of sources that are open: produce → verify → publish → record. */
@Injectable()
export class ClipMaker {
  private readonly logger = new Logger('Clips');

  constructor(
    private readonly options: ClipsOptions,
    private readonly runner: FfmpegRunner,
    private readonly store: ClipStore,
    private readonly requests: ClipRequests,
    private readonly clock: Clock,
  ) {}

  /** @throws FfmpegError, ClipGenerationError, VerificationError, NoSpaceError, RequestGoneError */
  async make(order: ClipOrder): Promise<Clip> {
    const began = performance.now();
    const { event, options, jobId } = order;
    const deadline = AbortSignal.timeout(this.options.timeoutSeconds * 1000);
    const signal = AbortSignal.any([order.signal, deadline]);
    const temporary = this.store.temporary(`${event.id}-${jobId}`, options.format);
    try {
      const produced = await this.produce({ ...order, signal }, temporary);
      const measured = await verify(this.runner, temporary, options.format, produced, signal);
      const record = recordOf(order, produced, measured, this.clock.now());
      await this.requests.finished(event.id, jobId, record);
      const clip = await this.requests.complete(event.id, jobId, record, async () => {
        await this.store.publish(temporary, record.fileName);
      });
      this.logger.log({
        msg: 'Clip made',
        event_id: event.id,
        method: produced.method,
        footage_seconds: produced.durationSeconds,
        wall_ms: Math.round(performance.now() - began),
        bytes: measured.bytes,
      });
      return clip;
    } catch (error) {
      throw deadline.aborted && !order.signal.aborted ? tookTooLong(error) : error;
    } finally {
      await this.store.discard(temporary);
    }
  }

  private produce(order: ClipOrder, output: string): Promise<Produced> {
    const { sources } = order;
    switch (sources.kind) {
      case 'video':
        return produceVideo(this.runner, sources, output, order);
      case 'images':
        return produceImages(this.runner, sources, output, order);
    }
  }
}

function recordOf(order: ClipOrder, produced: Produced, measured: Measured, now: Date): ClipRecord {
  const { event, window, options, sources } = order;
  const notes = [sources.note, produced.note].filter(Boolean);
  return {
    ...measured,
    eventId: event.id,
    fileName: clipFileName(event.id, options.format),
    format: options.format,
    method: produced.method,
    requestedStartsAt: iso(window.startsAt),
    requestedEndsAt: iso(window.endsAt),
    startsAt: iso(Math.min(...produced.shown.map((part) => part.startsAt))),
    endsAt: iso(Math.max(...produced.shown.map((part) => part.endsAt))),
    gaps: sources.kind === 'video' ? gapsIn(window, produced.shown) : [],
    note: notes.length > 0 ? notes.join(' ') : null,
    madeFrom: [...order.madeFrom],
    generatedAt: now.toISOString(),
  };
}

function tookTooLong(cause: unknown): ClipGenerationError {
  const message = 'Making the clip took longer than allowed. Ask for a shorter window.';
  return new ClipGenerationError('TIMED_OUT', message, { cause });
}
