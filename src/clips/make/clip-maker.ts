import { Injectable, Logger } from '@nestjs/common';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { clipFileName } from '../../media/storage/clip-file.js';
import type { ProducedClip } from './clip-producer.js';
import { ClipPosters } from './clip-posters.js';
import { ClipProduction } from './clip-production.js';
import { ClipCompletion } from '../records/clip-completion.js';
import { ClipProtection } from '../records/clip-protection.js';
import type { ClipRecord } from '../records/clip-record.js';
import { ClipRequests } from '../records/clip-requests.js';
import type { Clip } from '../records/clip.entity.js';
import { jobName, type TemporaryFiles } from '../records/temporary-files.js';
import type { ClipToMake } from './clip-to-make.js';
import { recordOf } from './record-of.js';

/** Makes a clip of sources that are open: produce → verify → publish → record. */
@Injectable()
export class ClipMaker {
  private readonly logger = new Logger('Clips');

  constructor(
    private readonly production: ClipProduction,
    private readonly storage: ClipStorage,
    private readonly requests: ClipRequests,
    private readonly completion: ClipCompletion,
    private readonly protection: ClipProtection,
    private readonly posters: ClipPosters,
  ) {}

  /**
   * @throws FfmpegError, ClipGenerationError, VerificationError, NoSpaceError, RequestGoneError,
   * ClipProtectedError, ClipsFolderError
   */
  make(clip: ClipToMake): Promise<Clip> {
    const { event, jobId } = clip;
    const began = performance.now();
    const produced = { ...clip, cameraId: event.cameraId, about: { event_id: event.id } };
    return this.production.run(produced, jobName(event.id, jobId), (verified, files, signal) =>
      this.complete(clip, verified, { files, signal, began }),
    );
  }

  private async complete(
    clip: ClipToMake,
    verified: ProducedClip,
    { files, signal, began }: { files: TemporaryFiles; signal: AbortSignal; began: number },
  ): Promise<Clip> {
    const { event, jobId } = clip;
    const { output, produced, measured } = verified;
    const made = recordOf(clip, verified, await this.requests.now());
    const fileName = clipFileName(event.id, made.format);
    const record = { ...made, eventId: event.id, fileName };
    let drawing: Promise<string | null> | null = null;
    try {
      // FFmpeg draws while the clip is published and recorded, which takes about as long. It reads the
      // clip by a second name, since publishing renames the first.
      const path = clip.withPoster ? await files.alias(output) : null;
      if (path !== null) {
        const unpublished = { record, path, output: files.path('jpg') };
        drawing = this.posters.draw(event, unpublished, signal);
      }
      const seconds = () => (performance.now() - began) / 1000;
      const published = await this.publish(jobId, record, output, seconds());
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
      if (drawn !== null) await this.posters.publish(published, drawn);
      return published;
    } finally {
      await drawing;
    }
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
