import {
  flag,
  instantText,
  listOf,
  nullOr,
  number,
  object,
  record,
  text,
  withDefault,
} from '../common/stored/stored-json.js';
import type { Notice, NoticeFile } from './message.js';

/** A message on its way to one receiver: the data of its job. */
export interface Delivery extends Notice {
  /** Of the message: a receiver that gets it twice knows it by this. */
  readonly id: string;
  readonly failures: number;
}

const readFile = object<NoticeFile>({
  name: text,
  sha256: text,
  renditions: withDefault(listOf(text), []),
  hasSubtitles: withDefault(flag, false),
});

/** A delivery, as it was stored. The facts are those that the version had which wrote it. */
export const readDelivery = object<Delivery>({
  id: text,
  failures: withDefault(number, 0),
  type: text,
  timestamp: instantText,
  event_id: nullOr(number),
  camera_id: withDefault(nullOr(text), null),
  facts: withDefault(record, {}),
  file: withDefault(nullOr(readFile), null),
});

/** Seconds before each further attempt: about a day in total. */
const BACK_OFF = [1, 10, 60, 300, 1800, 7200, 21_600, 50_400];

/** The next attempt after one that failed, and when it is due; null after the last. */
export function nextAttempt(delivery: Delivery): { delivery: Delivery; waitMs: number } | null {
  const seconds = BACK_OFF[delivery.failures];
  if (seconds === undefined) return null;
  return { delivery: { ...delivery, failures: delivery.failures + 1 }, waitMs: seconds * 1000 };
}
