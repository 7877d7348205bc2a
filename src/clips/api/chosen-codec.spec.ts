import { describe, expect, it } from '@jest/globals';
import type { ClipMethod } from '../model/clip-method.js';
import { DEFAULT_OPTIONS, type VideoCodecChoice } from '../model/clip-options.js';
import type { ClipRequest, ClipRequestState } from '../records/clip-request.entity.js';
import type { Clip } from '../records/clip.entity.js';
import { hasChosenCodec, willHaveChosenCodec } from './chosen-codec.js';

type Choice = VideoCodecChoice | null;
const request = (state: ClipRequestState, videoCodec: VideoCodecChoice) =>
  ({ state, options: { ...DEFAULT_OPTIONS, videoCodec } }) as ClipRequest;
const clip = (codecs: string | null, method: ClipMethod, format = 'mp4') =>
  ({ codecs, method, format }) as Clip;

const copied = clip('avc1.64001F', 'smart');
const encoded = clip('avc1.64001F', 'transcode');
const hevc = clip('hvc1.1.6.L120.B0', 'smart');

describe('A clip that exists', () => {
  it.each<[string, Choice, Clip, ClipRequest | null, boolean]>([
    ['any codec, if none is chosen: H.264', null, encoded, null, true],
    ['any codec, if none is chosen: HEVC', null, hevc, null, true],
    ['H.264', 'h264', copied, null, true],
    ['H.264 that was encoded', 'h264', encoded, request('completed', 'original'), true],
    ['HEVC in a call for H.264', 'h264', hevc, null, false],
    ['the original: HEVC', 'original', hevc, request('completed', 'h264'), true],
    ['the original: H.264 that was copied', 'original', copied, null, true],
    ['the original: still frames', 'original', clip('avc1.64001F', 'images'), null, true],
    ['perhaps another: what was encoded', 'original', encoded, null, false],
    [
      'perhaps another: encoded for H.264',
      'original',
      encoded,
      request('completed', 'h264'),
      false,
    ],
    ['the original as far as it goes', 'original', encoded, request('completed', 'original'), true],
    [
      'perhaps another, as a failed request made none',
      'original',
      encoded,
      request('failed', 'original'),
      false,
    ],
    ['no codec as a GIF', 'h264', clip(null, 'transcode', 'gif'), null, true],
    ['H.264, made by an earlier version', 'h264', clip(null, 'smart'), null, true],
  ])('has %s', (_, choice, made, latest, expected) => {
    expect(hasChosenCodec(choice, made, latest)).toBe(expected);
  });
});

describe('A clip that is being made', () => {
  it.each<[string, Choice, ClipRequest | null, boolean]>([
    ['any codec, if none is chosen', null, request('pending', 'original'), true],
    ['the chosen codec', 'original', request('pending', 'original'), true],
    ['another one', 'h264', request('pending', 'original'), false],
    ['the chosen codec, as there is none yet', 'h264', null, true],
    ['the chosen codec, as none is being made', 'h264', request('failed', 'original'), true],
  ])('will have %s', (_, choice, latest, expected) => {
    expect(willHaveChosenCodec(choice, latest)).toBe(expected);
  });
});
