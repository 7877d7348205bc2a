import { Injectable, Logger } from '@nestjs/common';
import { access } from 'node:fs/promises';
import { EventClipsError } from '../../common/event-clips-error.js';
import type { Event } from '../../events/event.entity.js';
import { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { clipFileName } from '../../media/storage/clip-file.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { WorkFolder } from '../../media/storage/work-folder.js';
import type { ClipCut, ClipOptions } from '../model/clip-options.js';
import { ClipHolds } from '../records/clip-protection.js';
import { ClipPosters } from './clip-posters.js';
import type { ClipRecord } from '../records/clip-record.js';
import { ClipRequests } from '../records/clip-requests.js';
import { ClipRoom } from './disk-space.js';
import type { ClipSources } from '../footage/clip-sources.js';
import type { Clip } from '../records/clip.entity.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { gapsIn } from '../model/gap.js';
import { type Interval, iso } from '../model/interval.js';
import { gifOfVideo } from './gif-of-video.js';
import { produceImages } from './produce-images.js';
import { produceVideo } from './produce-video.js';
import type { Produced } from './produced.js';
import { jobName, Temporaries } from '../records/temporary-files.js';
import { orByTranscode, type Verified } from './verified.js';
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
  /** Draws the poster while the clip is recorded, and puts it beside it. */
  readonly withPoster?: boolean;
  /** The clip is there; what is left is its poster. */
  readonly onRecorded?: () => void;
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
    private readonly storage: ClipStorage,
    private readonly work: WorkFolder,
    private readonly requests: ClipRequests,
    private readonly holds: ClipHolds,
    private readonly room: ClipRoom,
    private readonly posters: ClipPosters,
  ) {}

  /**
   * @throws FfmpegError, ClipGenerationError, VerificationError, NoSpaceError, RequestGoneError,
   * ClipProtectedError, ClipsFolderError
   */
  async make(order: ClipOrder): Promise<Clip> {
    await this.storage.check();
    await this.room.make();
    try {
      return await this.makeOnce(order);
    } catch (error) {
      // Somebody else may have filled the disk meanwhile.
      const full = error instanceof EventClipsError && error.code === 'NO_SPACE';
      if (!full || !(await this.room.make())) throw error;
      return this.makeOnce(order);
    }
  }

  private async makeOnce(order: ClipOrder): Promise<Clip> {
    this.refuseGaps(order);
    const { sources } = order;
    const began = performance.now();
    const deadline = AbortSignal.timeout(this.options.timeoutSeconds * 1000);
    const signal = AbortSignal.any([order.signal, deadline]);
    const files = new Temporaries(this.work, jobName(order.event.id, order.jobId));
    let drawing: Promise<string | null> | null = null;
    try {
      const { output, produced, measured } = await this.produceVerified(
        { ...order, signal },
        files,
      );
      const record = recordOf(order, produced, measured, await this.requests.now());
      // FFmpeg draws while the disk and the database are waited for, which takes as long. The clip has
      // another name by then.
      const path = order.withPoster ? await files.alias(output) : null;
      if (path !== null) {
        const clip = { record, path, output: files.path('jpg') };
        drawing = this.posters.draw(order.event, clip, signal);
      }
      const seconds = () => (performance.now() - began) / 1000;
      const clip = await this.publish(order, record, output, seconds());
      this.logger.log({
        msg: 'Clip made',
        event_id: order.event.id,
        method: produced.method,
        why: produced.why,
        footage_seconds: measured.durationSeconds,
        wall_ms: Math.round(seconds() * 1000),
        bytes: measured.bytes,
      });
      order.onRecorded?.();
      const drawn = await drawing;
      if (drawn !== null) await this.posters.publish(clip, drawn);
      return clip;
    } catch (error) {
      if (order.signal.aborted) throw error;
      if (deadline.aborted) throw tookTooLong(error);
      throw (await isGone(sources)) ? sourceRemoved(error) : error;
    } finally {
      await drawing;
      await files.discard();
    }
  }

  private refuseGaps({ sources, window }: ClipOrder): void {
    if (this.options.gaps === 'skip' || sources.kind !== 'video') return;
    const [gap] = gapsIn(window, sources.stretches);
    if (!gap) return;
    throw new ClipGenerationError(
      'WINDOW_OUTSIDE_FOOTAGE',
      `There is no footage from ${gap.starts_at} to ${gap.ends_at}, and clips with gaps are not made here.`,
    );
  }

  private async produceVerified(order: ClipOrder, files: Temporaries): Promise<Verified> {
    const attempt = (cut: ClipCut) => this.produceOnce(order, cut, files);
    if (order.sources.kind === 'images') return attempt(order.options.cut);
    return orByTranscode(attempt, order.options.cut, (error) =>
      this.logger.error({
        msg: 'The clip was not what was planned, so it is made again by transcode',
        event_id: order.event.id,
        err: error,
      }),
    );
  }

  private async produceOnce(order: ClipOrder, cut: ClipCut, files: Temporaries): Promise<Verified> {
    const { sources, options, signal, onProgress } = order;
    if (sources.kind === 'video' && options.format === 'gif')
      return this.produceGif(order, cut, files);
    const output = files.path(options.format);
    const { gifMaxSeconds } = this.options;
    const job = { output, files, signal, onProgress };
    const produced =
      sources.kind === 'video'
        ? await produceVideo(this.runner, sources, { ...job, cut })
        : await produceImages(this.runner, sources, { ...job, ...options, gifMaxSeconds });
    const measured = await verify(this.runner, output, options.format, produced, signal);
    return { output, produced, measured };
  }

  private async produceGif(order: ClipOrder, cut: ClipCut, files: Temporaries): Promise<Verified> {
    const { options, signal } = order;
    const asMp4 = { ...order, options: { ...options, format: 'mp4' as const } };
    const clip = await this.produceOnce(asMp4, cut, files);
    const output = files.path('gif');
    const maxSeconds = this.options.gifMaxSeconds;
    const job = { input: clip.output, output, maxSeconds, signal };
    const produced = await gifOfVideo(this.runner, clip.produced, job);
    return {
      output,
      produced,
      measured: await verify(this.runner, output, 'gif', produced, signal),
    };
  }

  private async publish(
    { jobId }: ClipOrder,
    record: ClipRecord,
    output: string,
    seconds: number,
  ): Promise<Clip> {
    const { fileName } = record;
    await this.requests.finished(jobId, record);
    const publish = async (previous: Clip | null) => {
      if (previous) await this.holds.check(previous);
      await this.storage.put(output, fileName, record.sha256);
    };
    return this.requests.complete({ jobId, record, publish, seconds });
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

/** Whether a video that the clip was to be made of is no longer there. */
async function isGone(sources: ClipSources): Promise<boolean> {
  if (sources.kind !== 'video') return false;
  const paths = new Set(sources.stretches.map(({ source }) => source.path));
  const there = await Promise.allSettled([...paths].map((path) => access(path)));
  return there.some(({ status }) => status === 'rejected');
}

function sourceRemoved(cause: unknown): ClipGenerationError {
  const message = 'The footage was removed while the clip was being made.';
  return new ClipGenerationError('VIDEO_NOT_FOUND', message, { cause });
}
