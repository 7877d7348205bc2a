import { type Command, InvalidArgumentError } from 'commander';
import { parseInstant } from '../common/validation/is-instant.js';
import type { EventFilter } from '../clips/records/listed-events.js';

/** What the options of a command say about events. */
export interface EventFlags {
  camera?: string;
  from?: Date;
  to?: Date;
  reason?: string;
}

/** Adds the options that choose events. */
export function withEventFilter(command: Command): Command {
  return command
    .option('--camera <id>', 'only events of this camera')
    .option('--from <instant>', 'only events that start then or later', instant)
    .option('--to <instant>', 'only events that start before', instant)
    .option('--reason <code>', 'only events whose clip failed for this reason', (code) =>
      code.toUpperCase(),
    );
}

export function eventFilter({ camera, from, to, reason }: EventFlags): EventFilter {
  return { cameraId: camera, from, to, errorCode: reason };
}

/** @throws InvalidArgumentError */
export function instant(text: string): Date {
  const found = parseInstant(text);
  if (!found) {
    throw new InvalidArgumentError('Give a date and time with Z or an offset, such as 2026-01-03T10:30:00Z.'); // prettier-ignore
  }
  return found;
}
