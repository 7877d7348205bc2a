import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { ClipSources } from '../footage/clip-sources.js';
import { EncodedCameras } from './encoded-cameras.js';

const video = (...codecs: string[]) =>
  ({
    kind: 'video',
    segments: codecs.map((codec) => ({ source: { facts: { video: { codec } } } })),
  }) as unknown as ClipSources;
const DEFAULT = { requested: 'h264', configured: 'h264' } as const;

describe('EncodedCameras', () => {
  let reported: string[];
  let cameras: EncodedCameras;

  beforeEach(() => {
    reported = [];
    cameras = new EncodedCameras();
    jest.spyOn(Logger.prototype, 'log').mockImplementation((entry: unknown) => {
      reported.push((entry as { camera_id: string }).camera_id);
    });
  });
  afterEach(() => void jest.restoreAllMocks());

  it('report each camera with HEVC once', () => {
    for (const camera of ['yard', 'door', 'yard'])
      cameras.note(camera, video('h264', 'hevc'), DEFAULT);
    expect(reported).toEqual(['yard', 'door']);
  });

  it.each<[string, ClipSources, Parameters<EncodedCameras['note']>[2]]>([
    ['H.264', video('h264'), DEFAULT],
    ['still frames', { kind: 'images' } as ClipSources, DEFAULT],
    ['a call that keeps HEVC', video('hevc'), { ...DEFAULT, requested: 'original' }],
    ['a call that chose H.264', video('hevc'), { ...DEFAULT, configured: 'original' }],
  ])('report nothing of %s', (_, sources, codec) => {
    cameras.note('yard', sources, codec);
    expect(reported).toEqual([]);
  });
});
