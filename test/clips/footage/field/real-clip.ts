import { expect } from '@jest/globals';
import type { Info } from '../../../support/api.js';
import { inputOf, readOutputs } from '../../../support/footage.js';
import {
  decodedPictures,
  heardSound,
  likenessDb,
  packetTimes,
  pictureHashes,
  smallPictures,
} from './decoded.js';
import { expectGaps, expectSound, expectTimes, MAX_FRAMES_OVER, secondsOf } from './field-clip.js';
import type { RealCase } from './real-cases.js';

/** Of a picture that was encoded again, in dB. */
const MIN_LIKENESS_DB = 30;

/** Checks every picture of a clip against the one that FFmpeg decodes of the footage. */
export async function expectPictures(
  source: string,
  path: string,
  info: Info,
  wanted: RealCase,
): Promise<void> {
  const outputs = [packetTimes, pictureHashes, smallPictures] as const;
  const recorded = inputOf(source, { tolerant: true });
  const [packets, ...ofSource] = await readOutputs(recorded, ...outputs);
  const all = decodedPictures(...ofSource);
  const origin = Math.min(...packets.map(({ pts }) => pts));
  const clip = inputOf(path, { tolerant: true, ignoreEditList: true });
  const [copied, hashes, small, heard] = wanted.silent
    ? await readOutputs(clip, ...outputs)
    : await readOutputs(clip, ...outputs, heardSound);
  const pictures = decodedPictures(hashes, small);
  const start = origin + secondsOf(info.starts_at);
  const [first, last] = wanted.frames;
  const from = all.findIndex(({ pts }) => Math.abs(pts - start) < 0.01);
  const over = Math.min(MAX_FRAMES_OVER, Math.max(0, pictures.length - (last + 1 - from)));
  const expected = from < 0 ? [] : all.slice(from, last + 1 + over);
  expect({ from, count: pictures.length }).toEqual({
    from: info.method === 'copy' ? expect.any(Number) : first,
    count: expected.length,
  });
  expect(from).toBeLessThanOrEqual(first);

  const times = (list: readonly { pts: number }[]) => list.map(({ pts }) => pts - list[0]!.pts);
  const uneven = times(expected).filter((t, i) => Math.abs(t - times(pictures)[i]!) > 0.005);
  expect(uneven).toEqual([]);
  const unlike = expected
    .map((picture, index) => ({ index, db: Math.round(likenessDb(picture, pictures[index]!)) }))
    .filter(({ db }) => db < MIN_LIKENESS_DB);
  expect(unlike).toEqual([]);

  if (info.method !== 'transcode') {
    const entry = packets.find(({ isKey, pts }) => isKey && pts >= start - 0.001)?.pts ?? Infinity;
    const changed = expected.flatMap(({ pts, md5 }, index) =>
      pts >= entry - 0.001 && md5 !== pictures[index]!.md5 ? [index] : [],
    );
    expect(changed).toEqual([]);
  }
  expectGaps(info, wanted.gaps);
  expectTimes(copied, info, expected.length);
  if (heard) expectSound(heard, info);
}
