import { Injectable, Logger } from '@nestjs/common';
import { EventClipsError } from '../../common/event-clips-error.js';
import { FileIsolation } from '../../isolation/file-isolation.js';
import { STATS } from '../../media/footage/footage-tasks.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { ClipPosters } from './clip-posters.js';
import { ClipsOptions } from '../clips.module-definition.js';
import type { ClipSources } from '../footage/clip-sources.js';
import { replacedSince } from '../footage/source-files.js';
import { sourceKey } from '../footage/usable-pieces.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import { gapsIn } from '../model/gap.js';
import { SourceFailedError } from '../model/source-failed-error.js';
import { ClipCompletion } from '../records/clip-completion.js';
import { ClipProtection } from '../records/clip-protection.js';
import type { ClipRecord } from '../records/clip-record.js';
import { ClipRequests } from '../records/clip-requests.js';
import type { Clip } from '../records/clip.entity.js';
import { jobName, TemporaryFiles } from '../records/temporary-files.js';
import { ClipProducer } from './clip-producer.js';
import type { ClipToMake } from './clip-to-make.js';
import { DiskSpace } from './disk-space.js';
import { recordOf } from './record-of.js';

/** Makes a clip of sources that are open: produce → verify → publish → record. */
@Injectable()
export class ClipMaker {
  private readonly logger = new Logger('Clips');

  constructor(
    private readonly options: ClipsOptions,
    private readonly producer: ClipProducer,
    private readonly storage: ClipStorage,
    private readonly work: WorkFolder,
    private readonly requests: ClipRequests,
    private readonly completion: ClipCompletion,
    private readonly protection: ClipProtection,
    private readonly diskSpace: DiskSpace,
    private readonly posters: ClipPosters,
    private readonly footage: FileIsolation,
  ) {}

  /**
   * @throws FfmpegError, ClipGenerationError, VerificationError, NoSpaceError, RequestGoneError,
   * ClipProtectedError, ClipsFolderError
   */
  async make(clip: ClipToMake): Promise<Clip> {
    await this.storage.check();
    await this.diskSpace.free();
    try {
      return await this.makeOnce(clip);
    } catch (error) {
      // Something else may have filled the disk meanwhile.
      const full = error instanceof EventClipsError && error.code === 'NO_SPACE';
      if (!full || !(await this.diskSpace.free())) throw error;
      return this.makeOnce(clip);
    }
  }

  private async makeOnce(clip: ClipToMake): Promise<Clip> {
    this.refuseGaps(clip);
    const { event, sources, jobId } = clip;
    const began = performance.now();
    const deadline = AbortSignal.timeout(this.options.timeoutSeconds * 1000);
    const watches = [this.footage.watch(pathsOf(sources)), this.work.watch()];
    const silent = AbortSignal.any(watches.map((watch) => watch.signal));
    const signal = AbortSignal.any([clip.signal, deadline, silent]);
    const files = new TemporaryFiles(this.work, jobName(event.id, jobId));
    let drawing: Promise<string | null> | null = null;
    try {
      const verified = await this.producer.produce({ ...clip, signal }, files);
      const { output, produced, measured } = verified;
      await refuseReplaced(this.footage, sources);
      const record = recordOf(clip, verified, await this.requests.now());
      // FFmpeg draws while the clip is published and recorded, which takes about as long. It reads the
      // clip by a second name, since publishing renames the first.
      const path = clip.withPoster ? await files.alias(output) : null;
      if (path !== null) {
        const unpublished = { record, path, output: files.path('jpg') };
        drawing = this.posters.draw(event, unpublished, signal);
      }
      const seconds = () => (performance.now() - began) / 1000;
      const made = await this.publish(jobId, record, output, seconds());
      this.logger.log({
        msg: 'Clip made',
        event_id: event.id,
        method: produced.method,
        why: produced.why,
        footage_seconds: measured.durationSeconds,
        wall_ms: Math.round(seconds() * 1000),
        bytes: measured.bytes,
      });
      clip.onRecorded?.();
      const drawn = await drawing;
      if (drawn !== null) await this.posters.publish(made, drawn);
      return made;
    } catch (error) {
      if (clip.signal.aborted) throw error;
      if (silent.aborted) throw silent.reason;
      if (deadline.aborted) throw tookTooLong(error);
      throw (await isGone(this.footage, sources)) ? sourceRemoved(error) : error;
    } finally {
      watches.forEach((watch) => watch.end());
      await drawing;
      await files.discard();
    }
  }

  private refuseGaps({ sources, interval }: ClipToMake): void {
    if (this.options.gaps === 'skip' || sources.kind !== 'video') return;
    const [gap] = gapsIn(interval, sources.segments);
    if (!gap) return;
    throw new ClipGenerationError(
      'WINDOW_OUTSIDE_FOOTAGE',
      `There is no footage from ${gap.starts_at} to ${gap.ends_at}, and this server makes no clips with gaps.`,
    );
  }

  private async publish(
    jobId: string,
    record: ClipRecord,
    output: string,
    seconds: number,
  ): Promise<Clip> {
    const { fileName } = record;
    await this.completion.prepare(jobId, record);
    const publish = async (previous: Clip | null) => {
      if (previous) await this.protection.check(previous);
      await this.storage.put(output, fileName, record.sha256);
    };
    return this.completion.complete({ jobId, record, publish, seconds });
  }
}

function pathsOf(sources: ClipSources): string[] {
  return sources.kind === 'video'
    ? sources.segments.map(({ source }) => source.path)
    : sources.stills.map(({ file }) => file.path);
}

/** A file may have been replaced while the clip was made of it. @throws SourceFailedError */
async function refuseReplaced(footage: FileIsolation, sources: ClipSources): Promise<void> {
  const files =
    sources.kind === 'video'
      ? sources.segments.map(({ source }) => ({ file: source.file, key: sourceKey(source) }))
      : sources.stills.map(({ file }) => ({ file, key: file.path }));
  for (const { file, key } of files) {
    const error = file ? await replacedSince(footage, file) : null;
    if (error) throw new SourceFailedError(key, error);
  }
}

function tookTooLong(cause: unknown): ClipGenerationError {
  const message = 'Making the clip took longer than allowed. Request a shorter clip.';
  return new ClipGenerationError('TIMED_OUT', message, { cause });
}

/** Whether a video file of the sources has been removed. */
async function isGone(footage: FileIsolation, sources: ClipSources): Promise<boolean> {
  if (sources.kind !== 'video') return false;
  const paths = new Set(sources.segments.map(({ source }) => source.path));
  const there = await Promise.allSettled([...paths].map((path) => footage.run(path, STATS, path)));
  return there.some((one) => one.status === 'rejected' && !(one.reason instanceof EventClipsError));
}

function sourceRemoved(cause: unknown): ClipGenerationError {
  const message = 'The footage was removed while the clip was being made.';
  return new ClipGenerationError('VIDEO_NOT_FOUND', message, { cause });
}
