import { Injectable } from '@nestjs/common';
import { EventClipsError } from '../../common/event-clips-error.js';
import { FileIsolation } from '../../isolation/file-isolation.js';
import { STATS } from '../../media/footage/footage-tasks.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { ClipsOptions } from '../clips.module-definition.js';
import type { ClipSources } from '../footage/clip-sources.js';
import { replacedSince } from '../footage/source-files.js';
import { sourceKey } from '../footage/usable-pieces.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import { gapsIn } from '../model/gap.js';
import { SourceFailedError } from '../model/source-failed-error.js';
import { TemporaryFiles } from '../records/temporary-files.js';
import { ClipProducer, type ClipToProduce, type ProducedClip } from './clip-producer.js';
import { DiskSpace } from './disk-space.js';

/** What is done with a clip that was produced. */
export type UseClip<T> = (
  clip: ProducedClip,
  /** Discarded once it is done. */
  files: TemporaryFiles,
  /** Aborts at the deadline, and when a folder falls silent. */
  signal: AbortSignal,
) => Promise<T>;

/** Produces clips of open sources within the limits of time and space, and while the folders answer. */
@Injectable()
export class ClipProduction {
  constructor(
    private readonly options: ClipsOptions,
    private readonly producer: ClipProducer,
    private readonly storage: ClipStorage,
    private readonly work: WorkFolder,
    private readonly diskSpace: DiskSpace,
    private readonly footage: FileIsolation,
  ) {}

  /**
   * @param jobName what the names of temporary files begin with
   * @param use may be called once more if the disk was full
   * @throws what `use` throws, FfmpegError, ClipGenerationError, VerificationError, NoSpaceError, ClipsFolderError,
   * FolderSilentError, SourceFailedError
   */
  async run<T>(clip: ClipToProduce, jobName: string, use: UseClip<T>): Promise<T> {
    await this.storage.check();
    await this.diskSpace.free();
    try {
      return await this.runOnce(clip, jobName, use);
    } catch (error) {
      // Something else may have filled the disk meanwhile.
      const full = error instanceof EventClipsError && error.code === 'NO_SPACE';
      if (!full || !(await this.diskSpace.free())) throw error;
      return this.runOnce(clip, jobName, use);
    }
  }

  private async runOnce<T>(clip: ClipToProduce, jobName: string, use: UseClip<T>): Promise<T> {
    this.refuseGaps(clip);
    const { sources } = clip;
    const deadline = AbortSignal.timeout(this.options.timeoutSeconds * 1000);
    const watches = [this.footage.watch(pathsOf(sources)), this.work.watch()];
    const silent = AbortSignal.any(watches.map((watch) => watch.signal));
    const signal = AbortSignal.any([clip.signal, deadline, silent]);
    const files = new TemporaryFiles(this.work, jobName);
    try {
      const verified = await this.producer.produce({ ...clip, signal }, files);
      await refuseReplaced(this.footage, sources);
      return await use(verified, files, signal);
    } catch (error) {
      if (clip.signal.aborted) throw error;
      if (silent.aborted) throw silent.reason;
      if (deadline.aborted) throw tookTooLong(error);
      throw (await isGone(this.footage, sources)) ? sourceRemoved(error) : error;
    } finally {
      watches.forEach((watch) => watch.end());
      await files.discard();
    }
  }

  private refuseGaps({ sources, interval }: ClipToProduce): void {
    if (this.options.gaps === 'skip' || sources.kind !== 'video') return;
    const [gap] = gapsIn(interval, sources.segments);
    if (!gap) return;
    throw new ClipGenerationError(
      'WINDOW_OUTSIDE_FOOTAGE',
      `There is no footage from ${gap.starts_at} to ${gap.ends_at}, and this server makes no clips with gaps.`,
    );
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
