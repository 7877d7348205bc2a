import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { EventClipsError } from '../../common/event-clips-error.js';
import { BackgroundFfmpegRunner, PATIENCE } from '../../ffmpeg/background-ffmpeg-runner.js';
import { RENDITION_FAILURES } from '../../media/serving/rendition-failures.js';
import { RENDITIONS } from '../../media/storage/clip-file.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { MediaProbe } from '../../probe/media-probe.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import type { ClipRendition } from '../records/clip-rendition.entity.js';
import { ClipRenditions, RenditionGoneError } from '../records/clip-renditions.js';
import { Clip } from '../records/clip.entity.js';
import { jobName, TemporaryFiles } from '../records/temporary-files.js';
import { DiskSpace } from './disk-space.js';
import { produceRendition } from './produce-rendition.js';
import { verify } from './verify.js';

/** Makes a rendition of a published clip: produce → verify → publish → record. */
@Injectable()
export class RenditionMaker {
  private readonly logger = new Logger('Renditions');

  constructor(
    private readonly options: ClipsOptions,
    private readonly runner: BackgroundFfmpegRunner,
    private readonly probe: MediaProbe,
    private readonly storage: ClipStorage,
    private readonly work: WorkFolder,
    private readonly diskSpace: DiskSpace,
    private readonly renditions: ClipRenditions,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
  ) {}

  /**
   * @throws FfmpegError, ClipGenerationError, VerificationError, SmartCutNotPossible, NoSpaceError, ClipsFolderError,
   * RenditionGoneError
   */
  async make(
    rendition: ClipRendition,
    job: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<void> {
    await this.storage.check();
    await this.diskSpace.free();
    const { eventId, name, clipSha256: sha256, jobId } = rendition;
    const clip = await this.clips.findOneBy({ eventId, sha256 });
    if (!clip) throw new RenditionGoneError();
    const began = performance.now();
    const deadline = AbortSignal.timeout(PATIENCE * this.options.timeoutSeconds * 1000);
    const watch = this.work.watch();
    const signal = AbortSignal.any([job, deadline, watch.signal]);
    const files = new TemporaryFiles(this.work, jobName(eventId, jobId));
    try {
      const format = RENDITIONS[name];
      const output = files.path(format);
      const { gifMaxSeconds, notifyMaxBytes } = this.options;
      const job = { output, files, gifMaxSeconds, notifyMaxBytes, signal, onProgress };
      const made = await this.storage.withLocalFile(clip.fileName, async (path) => {
        const facts = await this.probe.probe(path, { signal }).catch(damaged);
        const produced = await produceRendition(this.runner, name, { path, facts, clip }, job);
        const measured = await verify(this.runner, output, format, produced, signal);
        return { ...measured, why: produced.why };
      });
      if (!made) throw failure('VIDEO_NOT_FOUND');
      const { sha256, bytes } = made;
      const publish = (fileName: string) => this.storage.put(output, fileName, sha256);
      const wallMs = Math.round(performance.now() - began);
      const seconds = wallMs / 1000;
      await this.renditions.complete(rendition, { sha256, bytes, seconds, publish });
      this.logger.log({
        msg: 'Rendition made',
        ...{ event_id: eventId, rendition: name, bytes, footage_seconds: made.durationSeconds },
        ...{ wall_ms: wallMs, why: made.why },
      });
    } catch (error) {
      if (job.aborted) throw error;
      if (watch.signal.aborted) throw watch.signal.reason;
      throw deadline.aborted ? failure('TIMED_OUT', error) : error;
    } finally {
      watch.end();
      await files.discard();
    }
  }
}

/** The clip is no recording of a camera, so the advice on those does not help. */
function damaged(error: unknown): never {
  if (!(error instanceof EventClipsError) || error.code !== 'UNREADABLE_SOURCE') throw error;
  throw failure('UNREADABLE_SOURCE', error);
}

function failure(code: keyof typeof RENDITION_FAILURES, cause?: unknown): ClipGenerationError {
  return new ClipGenerationError(code, RENDITION_FAILURES[code], { cause });
}
