import { ordinary } from '../unusual.js';
import { childrenOf, readFloat, readUnsigned } from './ebml.js';
import { Id } from './ids.js';

/** What `Info` says (RFC 9559, 5.1.2). */
export interface Info {
  /** Of a tick of the file's clock. */
  readonly nanoseconds: number;
  /** The same in seconds. */
  readonly unit: number;
  /** In seconds; null while the file is being written. */
  readonly duration: number | null;
  readonly creationTime: Date | null;
}

const DEFAULT_NANOSECONDS = 1_000_000;
/** Dates count nanoseconds from then (RFC 8794, 7.6). */
const EPOCH = Date.UTC(2001, 0, 1);

export function readInfo(info: Buffer): Info {
  const elements = childrenOf(info);
  const [scale] = elements.get(Id.timestampScale) ?? [];
  const [duration] = elements.get(Id.duration) ?? [];
  const [date] = elements.get(Id.dateUtc) ?? [];
  const nanoseconds = scale ? readUnsigned(scale) : DEFAULT_NANOSECONDS;
  ordinary(nanoseconds > 0 && nanoseconds <= 1e9);
  const unit = nanoseconds / 1e9;
  const seconds = duration ? readFloat(duration) * unit : null;
  ordinary(seconds === null || (Number.isFinite(seconds) && seconds > 0));
  return {
    nanoseconds,
    unit,
    duration: seconds,
    creationTime: date ? new Date(EPOCH + Number(date.readBigInt64BE(0) / 1_000_000n)) : null,
  };
}
