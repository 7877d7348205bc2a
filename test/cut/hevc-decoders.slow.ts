import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { cut } from '../../src/cut/smart-cut.js';
import { footage } from '../support/footage.js';
import { FFMPEG, OTHER_DECODERS, picturesOf } from './decoders.js';
import { HEVC_EXACT } from './kinds-hevc.js';
import { segment } from './segment.js';
import { SECONDS, windows } from './windows.js';
import { workspace } from './workspace.js';

const { runner, folder } = workspace();

for (const decoder of OTHER_DECODERS) {
  const isInstalled = decoder.isInstalled();
  if (!isInstalled) console.warn(`${decoder.name} is left out: install ${decoder.packages}.`);
  const describeIf = isInstalled ? describe : describe.skip;

  describeIf(`${decoder.name} decodes a cut of HEVC as FFmpeg does`, () => {
    it.each(HEVC_EXACT)(
      '%s',
      async (name, options) => {
        const path = await footage({ seconds: SECONDS, ...options });
        const [{ from, to }] = windows(name, options) as [{ from: number; to: number }];
        const clip = join(folder, 'clip.mp4');
        const { size, frames } = await cut([segment(path, from, to)], clip, { runner });
        const bytesPerSample = options.extra?.includes('yuv420p10le') ? 2 : 1;
        const expected = await picturesOf(FFMPEG, clip, { ...size, bytesPerSample });
        expect(expected).toHaveLength(frames);
        expect(await picturesOf(decoder, clip, { ...size, bytesPerSample })).toEqual(expected);
      },
      120_000,
    );
  });
}
