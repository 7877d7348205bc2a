import { expect } from '@jest/globals';
import type { Info } from '../support/api.js';
import type { FootageOptions } from '../support/footage.js';
import type { Home } from '../support/home.js';
import type { Service } from '../support/service.js';

const FPS = 15;
const STARTED = Date.parse('2026-01-03T10:00:00Z');
const at = (seconds: number) => new Date(STARTED + seconds * 1000).toISOString();

/** A clip of recordings whose frames are numbered. */
export interface NumberedKind {
  /** Recordings; the numbers in their frames continue from one to the next. */
  readonly files: readonly (FootageOptions & { from: number; seconds: number })[];
  /** Where the clip begins, and its length, in seconds. */
  readonly from: number;
  readonly seconds: number;
  readonly method: Info['method'];
  /** When a frame is shown, in seconds. Default: at a constant rate of 15 frames per second. */
  readonly timeOf?: (number: number) => number;
}

export interface NumberedFrame {
  /** The number in its picture. */
  readonly number: number;
  /** When the clip, which has no gaps, shows it, in seconds. */
  readonly startsAt: number;
  readonly endsAt: number;
}

/** A recording with a keyframe every two seconds. */
export const file = (options: FootageOptions = {}, from = 0, seconds = 8) => ({
  ...options,
  ...{ from, seconds },
});

/** The number of the frame that many seconds into the footage. */
export const numberAt = (seconds: number) => seconds * FPS;

/** When a frame is shown whose time varies, as that of footage with `vfr`. */
export const variableTimeOf = (number: number) => (number + 0.33 * Math.sin(1.7 * number)) / FPS;

/** Registers the recordings, and makes the clip. */
export async function makeNumbered(
  home: Home,
  service: Service,
  name: string,
  { files, from, seconds }: NumberedKind,
): Promise<Info> {
  for (const [index, { from: begins, ...options }] of files.entries()) {
    const fileName = `${name.replaceAll(' ', '-')}-${index}.${options.container ?? 'mp4'}`;
    const path = await home.video(fileName, { ...options, startNumber: numberAt(begins) });
    await service.recording({ camera_id: name, file_path: path, started_at: at(begins) });
  }
  const id = await service.event({ camera_id: name, started_at: at(from) });
  const window = { start_offset_seconds: 0, end_offset_seconds: seconds };
  const { body } = await service.generate(id, window, { Prefer: 'wait=50' });
  expect(body).toMatchObject({ status: 'completed' });
  return service.info(id);
}

/** The frames that the clip must have: those that begin in the interval, and up to two more after B-frames. */
export function framesOf(
  { files, from, seconds, timeOf }: NumberedKind,
  { frames: count, duration_seconds }: Info,
): NumberedFrame[] {
  const timeOfFrame = timeOf ?? ((number: number) => number / FPS);
  const all = files.flatMap((one) =>
    Array.from({ length: numberAt(one.seconds) }, (_, index) => numberAt(one.from) + index),
  );
  const isIn = (number: number) =>
    timeOfFrame(number) >= from - 1e-6 && timeOfFrame(number) < from + seconds - 1e-6;
  const [first, inside] = [all.findIndex(isIn), all.filter(isIn).length];
  expect(count! - inside).toBeGreaterThanOrEqual(0);
  expect(count! - inside).toBeLessThanOrEqual(2);
  const numbers = all.slice(first, first + count!);
  const times = numbers.map((number, index) =>
    timeOf ? timeOf(number) - timeOf(numbers[0]!) : index / FPS,
  );
  return numbers.map((number, index) => ({
    number,
    startsAt: times[index]!,
    endsAt: times[index + 1] ?? duration_seconds!,
  }));
}
