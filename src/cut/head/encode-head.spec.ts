import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeFfmpegRunner } from '../../ffmpeg/testing/fake-ffmpeg-runner.js';
import type { HeadJob } from '../codec/codec.js';
import { encodeHead, headArguments } from './encode-head.js';

const UNKNOWN = { fullRange: null, primaries: null, transfer: null, matrix: null };
const CODING = { profile: 'main', pixelFormat: 'yuv420p', colour: UNKNOWN };
const JOB: HeadJob = {
  ...{ codec: 'h264', stream: new Uint8Array(), skip: 7, frames: 9, frameRate: 15, setId: 1 },
  coding: CODING,
};

/** A GIF of so many pictures of one pixel. */
const gifOf = (pictures: number) =>
  Buffer.from(
    `${Buffer.from('GIF89a').toString('hex')}01000100800000000000ffffff` +
      '2c0000000001000100000202440100'.repeat(pictures) +
      '3b',
    'hex',
  );

describe('headArguments', () => {
  it('selects the frames by their number and encodes them without B-frames', () => {
    expect(headArguments(JOB, '/t/a.gif')).toEqual([
      ...['-strict', 'strict', '-protocol_whitelist', 'pipe', '-f', 'h264'],
      ...['-probesize', '32', '-threads', '1'],
      ...['-max_pixels', '67108864', '-framerate', '15', '-i', 'pipe:0', '-map', '0:v:0'],
      ...['-vf', "select='between(n,7,15)',setpts=N/(15*TB)"],
      ...['-fps_mode', 'passthrough', '-frames:v', '9'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-crf', '22'],
      ...['-profile:v', 'main'],
      ...['-threads', '2', '-bf', '0', '-g', '9', '-sc_threshold', '0', '-a53cc', '0'],
      ...['-pix_fmt', 'yuv420p'],
      ...['-x264-params', 'sps-id=1:aud=1:sliced-threads=0:cabac=1', '-f', 'h264', 'pipe:1'],
      ...[
        '-map',
        '0:v:0',
        '-vf',
        `select='gte(n,0)',scale=32:18:flags=area,format=gray,setpts=N/(10*TB)`,
      ],
      ...['-fps_mode', 'passthrough', '-c:v', 'gif', '-gifflags', '0'],
      ...['-f', 'gif', '-y', 'file:/t/a.gif'],
    ]);
  });

  it('has small pictures of the eight frames before the head, and of all later ones', () => {
    expect(headArguments({ ...JOB, skip: 51 }, '/t/a.gif')).toContain(
      "select='gte(n,43)',scale=32:18:flags=area,format=gray,setpts=N/(10*TB)",
    );
  });

  it('keeps range and colours as the recording has them', () => {
    const colour = { fullRange: true, primaries: 6, transfer: 6, matrix: 5 };
    const coding = { ...CODING, pixelFormat: 'yuvj420p', colour };
    expect(headArguments({ ...JOB, coding }, '/t/a.gif').join(' ')).toContain(
      '-pix_fmt yuvj420p -color_range pc -color_primaries 6 -color_trc 6 -colorspace 5',
    );
  });
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('encodeHead', () => {
  it('gives the encoder the stream, and returns what it writes, up to 512 MiB', async () => {
    const runner = new FakeFfmpegRunner().answer({ stdout: 'encoded', file: '' });
    const { signal } = new AbortController();
    const job = { ...JOB, stream: Uint8Array.of(1, 2, 3) };
    const { encoded } = await encodeHead(runner, job, folder, { signal });
    expect(Buffer.from(encoded).toString()).toBe('encoded');
    const [{ args, options }] = runner.calls as [(typeof runner.calls)[0]];
    expect(args).toEqual(headArguments(job, `${folder}/decoded.gif`));
    expect(options).toMatchObject({ maxOutputBytes: 536_870_912, signal });
    const input: Uint8Array[] = [];
    for await (const chunk of options.input!) input.push(chunk);
    expect(input).toEqual([Uint8Array.of(1, 2, 3)]);
  });

  it.each([
    ['at its beginning', 0, { decoded: 3, skip: 0 }],
    ['after eight frames', 8, { decoded: 3, skip: 8 }],
    ['after fifty frames', 50, { decoded: 45, skip: 8 }],
  ])('knows how many pictures were decoded of a group: %s', async (_, skip, wanted) => {
    const runner = new FakeFfmpegRunner().answer({ file: gifOf(3) });
    const job = { ...JOB, skip };
    const signal = AbortSignal.timeout(60_000);
    const { decoded, gop } = await encodeHead(runner, job, folder, { signal });
    expect({ decoded, skip: gop.skip, pictures: gop.pictures.length }).toEqual({
      ...wanted,
      pictures: 3,
    });
  });
});
