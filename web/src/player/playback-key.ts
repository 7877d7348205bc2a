import type { KeyboardEvent } from 'react';
import type { Playback } from './use-playback.js';

const KEYS: Partial<Record<string, (playback: Playback) => void>> = {
  ',': (playback) => playback.step(-1),
  '.': (playback) => playback.step(1),
  '<': (playback) => playback.changeSpeed(-1),
  '>': (playback) => playback.changeSpeed(1),
};

/** The playback action of a key. None if the key is typed into a field, or has a modifier of the browser. */
export function playbackKey(
  press: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>,
): ((playback: Playback) => void) | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (press.target instanceof HTMLInputElement && press.target.type !== 'range') return undefined;
  return KEYS[press.key];
}
