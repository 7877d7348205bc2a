import { Injectable } from '@nestjs/common';
import type { AuditFacts } from '../../common/audit/audit-entry.js';
import {
  type ClipFile,
  parseClipFileName,
  parsePosterFileName,
  RENDITION_NAMES,
  RENDITIONS,
} from '../storage/clip-file.js';
import { posterFile } from '../storage/clip-files.js';
import { ClipStorage, type OpenClipFile } from '../storage/clip-storage.js';
import { ClipTitles } from './clip-titles.js';
import { ClipVersions } from './clip-versions.js';
import { closing, type Exchange, FileAnswers, requestsPart, turnOf } from './file-answers.js';
import { type Completed, MadeFiles } from './made-files.js';
import {
  ClipFileNotFoundError,
  ClipReplacedError,
  NoRenditionOfGifError,
  PosterNotFoundError,
  UnknownRenditionError,
} from './media-errors.js';
import { MediaTypes } from './media-types.js';
import { MissingPosters } from './missing-posters.js';
import { Renditions } from './renditions.js';

export interface ClipOptions {
  /** The only version to send; null: whichever there is. */
  readonly version: string | null;
  readonly download: boolean;
}

/** Serves clips and posters over HTTP. */
@Injectable()
export class MediaService {
  constructor(
    private readonly storage: ClipStorage,
    private readonly titles: ClipTitles,
    private readonly renditions: Renditions,
    private readonly missingPosters: MissingPosters,
    private readonly versions: ClipVersions,
    private readonly types: MediaTypes,
    private readonly answers: FileAnswers,
    private readonly made: MadeFiles,
  ) {}

  /** @throws ClipFileNotFoundError, ClipReplacedError, PreconditionFailedError, RangeNotSatisfiableError */
  async sendClip(fileName: string, options: ClipOptions, exchange: Exchange): Promise<void> {
    const clip = parseClipFileName(fileName);
    if (!clip) throw new ClipFileNotFoundError();
    await turnOf(exchange);
    if (requestsPart(exchange)) {
      try {
        const file = await this.storage.openAgain(fileName);
        return await this.sendFileOf(clip, file, options, exchange);
      } catch (error) {
        // The requested version may be the one by which another node has replaced that file since it was opened.
        if (!(error instanceof ClipReplacedError)) throw error;
      }
    }
    await this.sendFileOf(clip, await this.storage.open(fileName), options, exchange);
  }

  private async sendFileOf(
    clip: ClipFile,
    file: OpenClipFile | null,
    { version, download }: ClipOptions,
    exchange: Exchange,
  ): Promise<void> {
    if (!file) throw await this.missing(clip.eventId, version, new ClipFileNotFoundError());
    await closing(file, async () => {
      const isRight = version === null ? null : () => this.versions.isVersion(file, version);
      const contentType = await this.types.of(file, clip.format);
      const saveAs = download ? await this.titles.fileName(clip) : null;
      const audited = auditedClip(clip, file, download);
      await this.answers.send(file, { contentType, saveAs, audited }, isRight, exchange);
    });
  }

  /**
   * Sends a rendition of a clip, or says that it is being made.
   *
   * @param waitSeconds how long it waits for one that has to be made
   * @throws UnknownRenditionError, NoRenditionOfGifError, what `sendClip` throws, and why it cannot be made
   */
  async sendRendition(
    fileName: string,
    rendition: unknown,
    options: ClipOptions & { readonly waitSeconds: number },
    exchange: Exchange,
  ): Promise<void> {
    const name = RENDITION_NAMES.find((each) => each === rendition);
    if (name === undefined) throw new UnknownRenditionError();
    const clip = parseClipFileName(fileName);
    if (!clip) throw new ClipFileNotFoundError();
    if (clip.format === 'gif') throw new NoRenditionOfGifError();
    const { version, waitSeconds, download } = options;
    const request = { clip, name, version, waitMs: waitSeconds * 1000 };
    const other = await this.made.send<Completed, { status: 'clip' }>(
      (asked) => this.renditions.request({ ...request, ...asked }),
      async (_, file) => ({
        contentType: await this.types.of(file, RENDITIONS[name]),
        saveAs: download ? await this.titles.fileName(clip) : null,
        audited: auditedClip(clip, file, download),
      }),
      exchange,
    );
    if (other) await this.sendClip(fileName, options, exchange);
  }

  /**
   * @param version of the clip, as in `sendClip`
   * @throws PosterNotFoundError, ClipReplacedError, PreconditionFailedError, RangeNotSatisfiableError
   */
  async sendPoster(fileName: string, version: string | null, exchange: Exchange): Promise<void> {
    const eventId = parsePosterFileName(fileName);
    if (eventId === null) throw new PosterNotFoundError();
    await turnOf(exchange);
    const file = await this.openPoster(eventId);
    if (!file) throw await this.missing(eventId, version, new PosterNotFoundError());
    const isRight = version === null ? null : () => this.versions.isRecorded(eventId, version);
    // Lists of events are full of posters, so a poster says little of who viewed what.
    const presentation = { contentType: 'image/jpeg', saveAs: null, audited: null };
    await closing(file, () => this.answers.send(file, presentation, isRight, exchange));
  }

  /** Makes the poster where there is none. */
  private async openPoster(eventId: number): Promise<OpenClipFile | null> {
    const name = posterFile(eventId);
    const file = await this.storage.open(name);
    if (file) return file;
    return (await this.missingPosters.make(eventId)) ? this.storage.open(name) : null;
  }

  /** What to answer if there is no such file: the clip of the link may have been replaced by one in another format. */
  private async missing(eventId: number, version: string | null, error: Error): Promise<Error> {
    const isReplaced = version !== null && (await this.versions.exists(eventId));
    return isReplaced ? new ClipReplacedError() : error;
  }
}

function auditedClip({ eventId }: ClipFile, { name }: OpenClipFile, download: boolean): AuditFacts {
  const action = download ? 'clip.downloaded' : 'clip.viewed';
  return { action, eventIds: [eventId], files: [name] };
}
