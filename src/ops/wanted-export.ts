import type { VideoCodecChoice } from '../clips/model/clip-options.js';
import {
  type ExportItemRequest,
  type ExportRequest,
  MAX_ITEMS,
} from '../exports/api/dto/export-request.dto.js';
import type { ExportTime } from '../exports/model/export-time.js';

/** What the options of `event-clips export` name. */
export interface ExportFlags {
  readonly event: readonly number[];
  readonly camera: readonly string[];
  readonly from?: Date;
  readonly to?: Date;
  /** Of an export that was requested before. */
  readonly id?: number;
  readonly name?: string;
  readonly videoCodec?: VideoCodecChoice;
  readonly time?: ExportTime;
  readonly allOrNothing?: boolean;
}

const MAX_NAME = 200;

/**
 * What to export, or the id of an export that was requested before.
 *
 * @throws RangeError with the option to correct
 */
export function wantedExport(flags: ExportFlags): ExportRequest | number {
  const { event, camera, id, name, time } = flags;
  const { videoCodec: video_codec, allOrNothing: all_or_nothing } = flags;
  const count = event.length + camera.length;
  if (id !== undefined) {
    if (count > 0) throw new RangeError('Give either --id, or --event and --camera.');
    return id;
  }
  if (count === 0) throw new RangeError('Name what to export, with --event or --camera.');
  if (count > MAX_ITEMS) throw new RangeError(`Give at most ${MAX_ITEMS} events and cameras.`);
  if (name && name.length > MAX_NAME) {
    throw new RangeError(`--name must have at most ${MAX_NAME} characters.`);
  }
  const items = [...event.map((event_id) => ({ event_id })), ...itemsOfCameras(flags)];
  return { items, name, video_codec, time, all_or_nothing };
}

function itemsOfCameras({ camera, from, to }: ExportFlags): ExportItemRequest[] {
  if (camera.length === 0) {
    if (from ?? to) throw new RangeError('--from and --to need --camera.');
    return [];
  }
  if (!from || !to) throw new RangeError('Give --from and --to with --camera.');
  if (to <= from) throw new RangeError('--to must be later than --from.');
  return camera.map((camera_id) => ({ camera_id, from, to }));
}
