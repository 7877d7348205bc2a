import { Injectable } from '@nestjs/common';
import { resolve } from 'node:path';
import { lengthOf } from '../../formats/media-facts.js';
import type { IsolatedTask } from '../../isolation/isolated-task.js';
import { identityOf } from '../../media/footage/examine-file.js';
import type { FileSamples } from '../../media/footage/file-identity.js';
import { FootageRoots } from '../../media/footage/footage-roots.js';
import { SAMPLES, STATS } from '../../media/footage/footage-tasks.js';
import { fileErrorOf, UnreadableSourceError } from '../../probe/media-errors.js';
import { MediaProbe } from '../../probe/media-probe.js';
import { NO_VIDEO } from '../../probe/source-problems.js';
import { UnknownDurationError } from '../event-errors.js';
import type { CameraNaming } from '../placing/camera-naming.js';
import { placeFile } from '../placing/place-file.js';
import { StartLimits } from '../placing/start-limits.js';
import type { NewRecording } from '../records/recording.entity.js';
import type { RegisterRecordingDto } from './dto/register-recording.dto.js';

/** What was read of a file that is to be registered. */
export interface Reading {
  readonly recording: NewRecording;
  /** Where the file really is. */
  readonly path: string;
}

/** Reads files that are to be registered, and places them in time. */
@Injectable()
export class RecordingReader {
  constructor(
    private readonly roots: FootageRoots,
    private readonly probe: MediaProbe,
    private readonly limits: StartLimits,
  ) {}

  /** @throws PathNotAllowedError, FootageMissingError, UnreadableSourceError, ImplausibleStartError, FfmpegError */
  async read(dto: RegisterRecordingDto, naming: CameraNaming): Promise<Reading> {
    const path = await this.roots.resolve(dto.file_path);
    const [facts, stats] = await Promise.all([this.probe.probe(path), this.ask(path, STATS, path)]);
    if (!facts.video) throw new UnreadableSourceError(path, NO_VIDEO);
    const durationSeconds = dto.duration_seconds ?? lengthOf(facts.video);
    if (!durationSeconds) throw new UnknownDurationError();
    const video = {
      given: dto.started_at,
      filePath: dto.file_path,
      naming,
      creationTime: facts.creationTime,
      modifiedAt: new Date(stats.modifiedAtMs),
      durationSeconds,
    };
    const placing = await placeFile(this.roots.files, video, path);
    this.limits.checkRecording(dto.file_path, placing);
    const endsAtMs = placing.startedAt.getTime() + Math.ceil(durationSeconds * 1000);
    const recording: NewRecording = {
      ...placing,
      cameraId: dto.camera_id,
      filePath: resolve(dto.file_path),
      endedAt: new Date(endsAtMs),
      facts,
      identity: identityOf(stats),
    };
    return { recording, path };
  }

  /** Of the first bytes of the file. */
  samplesOf({ path }: Reading, bytes: number): Promise<FileSamples> {
    return this.ask(path, SAMPLES, path, bytes);
  }

  /** The file may have been deleted since its path was checked. */
  private ask<Args extends unknown[], Result>(
    path: string,
    task: IsolatedTask<Args, Result>,
    ...args: Args
  ): Promise<Result> {
    return this.roots.files.run(path, task, ...args).catch((error: unknown) => {
      throw fileErrorOf(path, error);
    });
  }
}
