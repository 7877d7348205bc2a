import { expect, it } from '@jest/globals';
import { versionIn } from './version-in.js';

it.each([
  [
    'ffmpeg version 5.1.8-0+deb12u1 Copyright (c) 2000-2025 the FFmpeg developers\nbuilt',
    '5.1.8-0+deb12u1',
  ],
  ['ffmpeg version n7.1 Copyright', 'n7.1'],
  ['libavutil 57', null],
  ['', null],
])('versionIn of %j is %s', (text, version) => {
  expect(versionIn(text)).toBe(version);
});
