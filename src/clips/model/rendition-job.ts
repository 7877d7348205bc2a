import {
  nullOr,
  number,
  object,
  oneOf,
  text,
  withDefault,
} from '../../common/stored/stored-json.js';
import { RENDITION_NAMES, type RenditionName } from '../../media/storage/clip-file.js';
import type { Tries } from './clip-job.js';

/** The queue of the jobs that make renditions, so that none of them takes the place of a clip. */
export const RENDITION_QUEUE = 'renditions';

export interface RenditionJob extends Tries {
  event_id: number;
  name: RenditionName;
  /** Of the HTTP call that requested it, for the log. */
  request_id: string | null;
}

/** A job's data, as it was stored. */
export const readRenditionJob = object<RenditionJob>({
  event_id: number,
  name: oneOf(RENDITION_NAMES),
  failures: withDefault(number, 0),
  kills: withDefault(number, 0),
  request_id: withDefault(nullOr(text), null),
});
