import type { KeyboardEvent } from 'react';
import type { Playback } from './use-playback.js';

const KEYS: Partial<Record<string, (playback: Playback) => void>> = {
  ',': (playback) => playback.step(-1),
  '.': (playback) => playback.step(1),
  '<': (playback) => playback.changeSpeed(-1),
  '>': (playback) => playback.changeSpeed(1),
};

/** What a key does to the playback; nothing where it is typed into a field or belongs to the browser. */
export function playbackKey(
  press: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>,
): ((playback: Playback) => void) | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (press.target instanceof HTMLInputElement && press.target.type !== 'range') return undefined;
  return KEYS[press.key];
}
