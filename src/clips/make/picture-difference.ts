import { setImmediate as nextTurn } from 'node:timers/promises';
import { COMPARED_AROUND } from '../../cut/head/small-pictures.js';

/**
 * What no pixel of a small picture differs by after encoding, of 255. Measured: 1 or 2, also of noisy footage at
 * night. Where something moves, it is 3 to 60 from one frame to the next.
 */
const LARGEST_DIFFERENCE = 8;

/** Slower movement shows only in all pixels together: others of the recording's frames are clearly closer then. */
const VISIBLE = 0.5;
const CLEARLY_CLOSER = 2 / 3;

/** So few frames are compared together that a part of a long clip which is moved is noticed. */
const FRAMES_AT_ONCE = 64;

/** {@link differenceOf} of many frames, some of them at a time. */
export async function differenceOfAll(
  encoded: readonly Uint8Array[],
  recorded: readonly Uint8Array[],
  first: number,
): Promise<string | null> {
  for (let at = 0; at === 0 || at < encoded.length; at += FRAMES_AT_ONCE) {
    const some = encoded.slice(at, at + FRAMES_AT_ONCE);
    const difference = differenceOf(some, recorded, first + at);
    if (difference !== null) return at === 0 ? difference : `${at} frames later ${difference}`;
    await nextTurn();
  }
  return null;
}

/**
 * How encoded frames differ from those of the recording, all as small pictures; null: they do not.
 *
 * @param first which of the recording's frames the first encoded one was made of
 */
export function differenceOf(
  encoded: readonly Uint8Array[],
  recorded: readonly Uint8Array[],
  first: number,
): string | null {
  if (encoded.length === 0) return 'no frame can be decoded';
  const missing = first + encoded.length - recorded.length;
  if (missing > 0) return `the recording lacks ${missing} of the encoded frames`;
  const wrong = encoded.findIndex(
    (picture, index) => largest(picture, recorded[first + index]!) > LARGEST_DIFFERENCE,
  );
  if (wrong >= 0) return `encoded frame ${wrong + 1} shows something else`;
  const own = distance(encoded, recorded, first);
  if (own < VISIBLE) return null;
  for (let moved = -COMPARED_AROUND; moved <= COMPARED_AROUND; moved++) {
    if (distance(encoded, recorded, first + moved) >= own * CLEARLY_CLOSER) continue;
    return `encoded frames are like those ${Math.abs(moved)} ${moved < 0 ? 'before' : 'after'} them`;
  }
  return null;
}

function largest(a: Uint8Array, b: Uint8Array): number {
  let most = 0;
  for (let pixel = 0; pixel < a.length; pixel++) {
    most = Math.max(most, Math.abs(a[pixel]! - b[pixel]!));
  }
  return most;
}

/** The root of the mean square by which the pixels differ; infinite if fewer than half the frames have a partner. */
function distance(
  encoded: readonly Uint8Array[],
  recorded: readonly Uint8Array[],
  first: number,
): number {
  let [sum, pairs] = [0, 0];
  for (const [index, picture] of encoded.entries()) {
    const other = recorded[first + index];
    if (!other) continue;
    for (let pixel = 0; pixel < picture.length; pixel++) {
      const apart = picture[pixel]! - other[pixel]!;
      sum += apart * apart;
    }
    pairs++;
  }
  return 2 * pairs < encoded.length || pairs === 0
    ? Infinity
    : Math.sqrt(sum / (pairs * encoded[0]!.length));
}
