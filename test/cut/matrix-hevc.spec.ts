import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { cut } from '../../src/cut/smart-cut.js';
import { footage, type FootageOptions } from '../support/footage.js';
import { slice } from '../support/matrix.js';
import { expectExact } from './exact.js';
import { HEVC_EXACT } from './kinds-hevc.js';
import { segment } from './segment.js';
import { SECONDS, windows } from './windows.js';
import { workspace } from './workspace.js';

const { runner, folder } = workspace();
const output = join(folder, 'clip.mp4');

/** Whether one is inside the interval, with at least a frame after it; none need be if groups of pictures are long. */
function hasKeyframe(
  { from, to }: { from: number; to: number },
  { gopSeconds = 2 }: FootageOptions,
): boolean {
  return Math.ceil(from / gopSeconds) * gopSeconds < to - 0.1;
}

describe('A smart cut of HEVC', () => {
  it.each(slice(HEVC_EXACT, 5))(
    'is exact for %s',
    async (name, options) => {
      const path = await footage({ seconds: SECONDS, ...options });
      // FFmpeg decodes HEVC several times as slowly as H.264.
      for (const window of windows(name, options).slice(0, 2)) {
        const result = await cut([segment(path, window.from, window.to)], output, { runner });
        await expectExact(output, result, path, window, 'hevc');
        if (hasKeyframe(window, options)) expect(result.copiedFrames).toBeGreaterThan(0);
      }
    },
    240_000,
  );
});
