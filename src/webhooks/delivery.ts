import {
  instantText,
  nullOr,
  number,
  object,
  record,
  text,
  withDefault,
} from '../common/stored-json.js';
import type { Notice } from './message.js';

/** A message on its way to one receiver: the data of its job. */
export interface Delivery extends Notice {
  /** Of the message: a receiver that gets it twice knows it by this. */
  readonly id: string;
  readonly failures: number;
}

/** A delivery, as it was stored. The facts are those that the version had which wrote it. */
export const readDelivery = object<Delivery>({
  id: text,
  failures: withDefault(number, 0),
  type: text,
  timestamp: instantText,
  event_id: number,
  facts: withDefault(record, {}),
  file: withDefault(nullOr(object<File>({ name: text, sha256: text })), null),
});

type File = NonNullable<Notice['file']>;
