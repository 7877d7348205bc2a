import { Injectable } from '@nestjs/common';
import pMap from 'p-map';
import { ClipStates } from '../../clips/api/clip-states.js';
import { checkedInterval } from '../../clips/model/interval-bounds.js';
import type { VideoCodecChoice } from '../../clips/model/clip-options.js';
import type { Interval } from '../../clips/model/interval.js';
import { ClipRequests } from '../../clips/records/clip-requests.js';
import { ClipResolver } from '../../clips/requests/clip-resolver.js';
import { EventClipsError } from '../../common/event-clips-error.js';
import { CamerasService } from '../../events/cameras/cameras.service.js';
import { EventsService } from '../../events/events/events.service.js';
import { FootageSource } from '../../events/footage/footage-source.js';
import { ExportItemError, ItemInFutureError } from '../model/export-errors.js';
import { estimatedClipBytes, guessedClipBytes } from '../model/estimated-bytes.js';
import type { NewItem } from '../records/exports.js';
import type { ExportItemRequest } from './dto/export-request.dto.js';

/** An item that can be exported. */
export interface CheckedItem {
  readonly row: NewItem;
  /** About how many bytes its clip has. */
  readonly bytes: number;
  /** Whether its clip has to be made, which takes as many bytes once more. */
  readonly isToBeMade: boolean;
}

const AT_ONCE = 4;

/** Checks the items of a requested export, and estimates the sizes of their clips. */
@Injectable()
export class CheckedItems {
  constructor(
    private readonly events: EventsService,
    private readonly cameras: CamerasService,
    private readonly footage: FootageSource,
    private readonly states: ClipStates,
    private readonly resolver: ClipResolver,
    private readonly requests: ClipRequests,
  ) {}

  /** @throws ExportItemError for the first item that names nothing, or an interval that is not allowed */
  async of(
    items: readonly ExportItemRequest[],
    videoCodec: VideoCodecChoice | null,
  ): Promise<CheckedItem[]> {
    const now = await this.requests.now();
    const check = async (item: ExportItemRequest, position: number) => {
      try {
        const eventId = item.event_id ?? null;
        return await (eventId === null
          ? this.ofCamera(item, now)
          : this.ofEvent(eventId, videoCodec));
      } catch (error) {
        throw error instanceof EventClipsError ? new ExportItemError(position, error) : error;
      }
    };
    return pMap(items, check, { concurrency: AT_ONCE });
  }

  private async ofCamera(
    { camera_id, from, to }: ExportItemRequest,
    now: Date,
  ): Promise<CheckedItem> {
    const cameraId = camera_id!;
    if (to! > now) throw new ItemInFutureError();
    const interval = checkedInterval(from!, to!, now);
    if (!(await this.footage.hasRecordings(cameraId))) await this.cameras.get(cameraId);
    return {
      row: { eventId: null, cameraId, startsAt: from!, endsAt: to! },
      bytes: (await this.recordedBytes(cameraId, interval)) ?? 0,
      isToBeMade: true,
    };
  }

  private async ofEvent(
    eventId: number,
    videoCodec: VideoCodecChoice | null,
  ): Promise<CheckedItem> {
    const event = await this.events.get(eventId);
    const row = { eventId, cameraId: null, startsAt: null, endsAt: null };
    const clip = await this.states.existing(eventId);
    if (clip) return { row, bytes: clip.bytes, isToBeMade: false };
    const { interval } = await this.resolver.resolve(event, { videoCodec });
    const recorded = await this.recordedBytes(event.cameraId, interval);
    return { row, bytes: recorded ?? guessedClipBytes(interval), isToBeMade: true };
  }

  /** Null where no recording overlaps the interval. */
  private async recordedBytes(cameraId: string, interval: Interval): Promise<number | null> {
    const [from, to] = [new Date(interval.startsAtMs), new Date(interval.endsAtMs)];
    const recordings = await this.footage.recordings(cameraId, from, to);
    if (recordings.length === 0) return null;
    const sized = recordings.map(({ startedAt, endedAt, identity }) => ({
      ...{ startedAt, endedAt, sizeBytes: identity?.sizeBytes ?? null },
    }));
    return estimatedClipBytes(interval, sized);
  }
}
