import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { cut } from '../../src/cut/smart-cut.js';
import { footage, readFrameNumbers, soundErrors } from '../support/footage.js';
import { expectExact, expectSound, latenessOf } from './exact.js';
import { FULL, slice } from '../support/matrix.js';
import { AUDIO, EXACT } from './kinds.js';
import { segment } from './segment.js';
import { SECONDS, WINDOWS, windows } from './windows.js';
import { workspace } from './workspace.js';

const TIMEOUT_MS = 30_000 * WINDOWS;

const { runner, folder } = workspace();

describe('A smart cut', () => {
  it.each(slice(EXACT, 6))(
    'is exact for %s',
    async (name, options) => {
      const path = await footage({ seconds: SECONDS, ...options });
      for (const window of windows(name, options)) {
        const output = join(folder, 'clip.mp4');
        const wanted = segment(path, window.from, window.to);
        const result = await cut([wanted], output, { runner });
        await expectExact(output, result, path, window);
      }
    },
    TIMEOUT_MS,
  );

  it.each(slice(AUDIO, 6))(
    'keeps %s in sync',
    async (name, options, audio) => {
      const path = await footage({ seconds: SECONDS, ...options });
      const late = options.container === 'avi' ? await latenessOf(path) : 0;
      for (const window of windows(name, options)) {
        const output = join(folder, 'clip.mp4');
        const wanted = segment(path, window.from, window.to);
        const result = await cut([wanted], output, { runner });
        expect(result.audio).toBe(audio);
        await expectExact(output, result, path, window);
        const { fromSeconds } = result.parts[0]!.runs[0]!;
        await expectSound(output, (t) => fromSeconds + t - late, result.durationSeconds);
      }
    },
    TIMEOUT_MS,
  );

  // Minutes of footage to generate and read back.
  const itInFull = FULL ? it : it.skip;
  itInFull(
    'is exact and in sync after an hour',
    async () => {
      const fps = 10;
      const path = await footage({ seconds: 3640, fps, size: '160x90', audio: 'aac-48k' });
      const window = { from: 11.4, to: 3620 };
      const output = join(folder, 'hour.mp4');
      const wanted = segment(path, window.from, window.to);
      const result = await cut([wanted], output, { runner });
      expect(result.frames).toBe((window.to - window.from) * fps);
      const first = window.from * fps;
      const frames = await readFrameNumbers(output, { ignoreEditList: true });
      expect(frames.map(({ number }) => number)).toEqual(frames.map((_, i) => first + i));
      expect(frames.at(-1)!.pts).toBeCloseTo(result.durationSeconds - 1 / fps, 3);
      const since = result.durationSeconds - 20;
      const errors = await soundErrors(output, (t) => window.from + t, { since });
      expect(errors.length).toBeGreaterThan(30);
      for (const { late } of errors) expect(Math.abs(late)).toBeLessThan(0.025);
    },
    300_000,
  );
});
