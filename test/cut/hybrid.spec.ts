import { describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cut } from '../../src/cut/smart-cut.js';
import { MediaProbe } from '../../src/probe/media-probe.js';
import { footage, type FootageOptions } from '../support/footage.js';
import { boxTypes } from '../support/footage/packets.js';
import { expectExact, expectSound } from './exact.js';
import { segment } from './segment.js';
import { workspace } from './workspace.js';

const { runner, folder } = workspace();
const output = join(folder, 'clip.mp4');
const probe = new MediaProbe(runner);

/** Without `empty_moov`, FFmpeg puts the first pictures into the movie. */
const fragments = (...flags: string[]) => ['-movflags', ['frag_keyframe', ...flags].join('+')];

const KINDS: [string, FootageOptions][] = [
  ['with B-frames and sound', { bFrames: 2, audio: 'aac-48k', extra: fragments() }],
  ['of HEVC', { codec: 'libx265', openGop: false, bFrames: 2, extra: fragments() }],
  ['with a fragment for each track', { audio: 'aac-48k', extra: fragments('separate_moof') }],
  ['with places that count from each fragment', { extra: fragments('default_base_moof') }],
];

describe.each(KINDS)('An MP4 with samples before its fragments, %s,', (_, options) => {
  it.each([
    ['inside the movie and its first fragment', 0.4, 3],
    ['from the movie on', 0.4, 7.2],
    ['inside the fragments', 4.45, 8.1],
    ['from the beginning on', 0, 2.5],
  ])('is cut exactly %s', async (_name, from, to) => {
    const path = await footage({ seconds: 10, ...options });
    const types = boxTypes(readFileSync(path));
    expect(types.indexOf('moof')).toBeGreaterThan(types.indexOf('mdat'));
    const source = { ...segment(path, from, to), facts: await probe.probe(path) };
    const result = await cut([source], output, { runner });
    expect(result.method).toBe(from === 0 ? 'copy' : 'smart');
    await expectExact(output, result, path, { from, to }, options.codec ? 'hevc' : 'h264');
    if (options.audio) await expectSound(output, (t) => from + t, to - from);
  });
});

describe('An MP4 with samples before its fragments', () => {
  it('is encoded where a fragment does not say when it begins', async () => {
    const bytes = readFileSync(await footage({ seconds: 6, extra: fragments() }));
    for (let at = 0; (at = bytes.indexOf('tfdt', at)) > 0;) bytes.write('free', at);
    const path = join(folder, 'timeless.mp4');
    writeFileSync(path, bytes);
    const source = { ...segment(path, 1, 5), facts: null };
    await expect(cut([source], output, { runner })).rejects.toMatchObject({
      obstacle: 'fragments',
    });
  });
});
