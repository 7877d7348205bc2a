import { Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { ClipStates } from '../../clips/api/clip-states.js';
import { ClipsService } from '../../clips/api/clips.service.js';
import { ClipsOptions } from '../../clips/clips.module-definition.js';
import { QueueFullError } from '../../clips/model/clip-errors.js';
import type { VideoCodecChoice } from '../../clips/model/clip-options.js';
import { posterSeconds } from '../../clips/make/poster-seconds.js';
import { intervalOf } from '../../clips/model/interval.js';
import type { MadeClip } from '../../clips/records/clip-record.js';
import type { Clip } from '../../clips/records/clip.entity.js';
import { IntervalRequests } from '../../clips/requests/interval-requests.js';
import { EventClipsError } from '../../common/event-clips-error.js';
import { EventsService } from '../../events/events/events.service.js';
import { ClipStorage, type OpenClipFile } from '../../media/storage/clip-storage.js';
import { DamagedClipError } from '../model/export-errors.js';
import type { ExportItem } from '../records/export-item.entity.js';
import { digestOf } from './digest-of.js';

/** A clip of an export. The open file stays what it is, whatever replaces or removes the clip meanwhile. */
export interface ExportPart {
  readonly item: ExportItem;
  readonly cameraId: string;
  /** In the storage. */
  readonly fileName: string;
  readonly made: Clip | MadeClip;
  /** Where in the clip its poster is taken: where its event starts. */
  readonly posterSeconds: number;
  readonly file: OpenClipFile;
  readonly crc32: number;
}

type MadePart = Pick<ExportPart, 'cameraId' | 'fileName' | 'made' | 'posterSeconds'>;

/** How long a call waits for a clip before it looks again, and how long it pauses then. */
const WAIT_SECONDS = 30;
const PAUSE_MS = 1_000;
const MAX_LOOKS = 3;

/** Gets the clips of exports, which are made as those of calls are: by the queue, and each once. */
@Injectable()
export class ExportParts {
  constructor(
    private readonly options: ClipsOptions,
    private readonly clips: ClipsService,
    private readonly states: ClipStates,
    private readonly intervals: IntervalRequests,
    private readonly events: EventsService,
    private readonly storage: ClipStorage,
  ) {}

  /**
   * Waits until the clip is made, and opens it. The caller closes it.
   *
   * @throws EventClipsError where there is none, the signal's reason
   */
  async open(
    item: ExportItem,
    videoCodec: VideoCodecChoice | null,
    signal: AbortSignal,
  ): Promise<ExportPart> {
    let lost: string | null = null;
    for (let look = 1; look <= MAX_LOOKS; look++) {
      const part = await this.made(item, videoCodec, lost, signal);
      const file = await this.storage.open(part.fileName);
      if (file) {
        const digest = await closedOnError(file, () => digestOf(file, signal));
        if (digest.sha256 === part.made.sha256) return { ...part, item, file, crc32: digest.crc32 };
        await file.close();
      }
      lost = part.made.sha256;
    }
    throw new DamagedClipError();
  }

  private async made(
    item: ExportItem,
    videoCodec: VideoCodecChoice | null,
    lost: string | null,
    signal: AbortSignal,
  ): Promise<MadePart> {
    for (;;) {
      signal.throwIfAborted();
      const made = await unlessFull(() =>
        item.eventId === null
          ? this.ofCamera(item, videoCodec, lost, signal)
          : this.ofEvent(item.eventId, videoCodec, signal),
      );
      if (made) return made;
      await delay(PAUSE_MS, undefined, { signal });
    }
  }

  /** Null while it is being made. */
  private async ofCamera(
    { cameraId, startsAt, endsAt }: ExportItem,
    videoCodec: VideoCodecChoice | null,
    lost: string | null,
    signal: AbortSignal,
  ): Promise<MadePart | null> {
    const wanted = {
      ...{ cameraId: cameraId!, interval: intervalOf(startsAt!, endsAt!) },
      ...{ cut: this.options.cut, videoCodec: videoCodec ?? this.options.videoCodec },
    };
    const state = await this.intervals.request(wanted, { lost, signal }, WAIT_SECONDS * 1000);
    if (state.status === 'pending') return null;
    const { fileName, clip } = state;
    return { fileName, cameraId: wanted.cameraId, made: clip.made!, posterSeconds: 0 };
  }

  /** Null while it is being made. */
  private async ofEvent(
    eventId: number,
    videoCodec: VideoCodecChoice | null,
    signal: AbortSignal,
  ): Promise<MadePart | null> {
    const { body } = await this.clips.generate(
      eventId,
      { video_codec: videoCodec },
      WAIT_SECONDS,
      signal,
    );
    if (body.status === 'failed') {
      throw new EventClipsError(body.error_code ?? 'CLIP_FAILED', 503, body.message);
    }
    const made = body.status === 'completed' ? await this.states.existing(eventId) : null;
    if (!made) return null;
    const event = await this.events.get(eventId);
    const { fileName } = made;
    return { fileName, cameraId: event.cameraId, made, posterSeconds: posterSeconds(made, event) };
  }
}

/** Null where the queue is full, which passes. */
async function unlessFull<T>(request: () => Promise<T>): Promise<T | null> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof QueueFullError) return null;
    throw error;
  }
}

async function closedOnError<T>(file: OpenClipFile, use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (error) {
    await file.close();
    throw error;
  }
}
