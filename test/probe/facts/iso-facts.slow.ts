import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { FfmpegRunner } from '../../../src/ffmpeg/ffmpeg-runner.js';
import { readerOf } from '../../../src/formats/byte-reader.js';
import { all, boxesIn } from '../../../src/formats/isobmff/boxes.js';
import { footage, type FootageOptions } from '../../support/footage.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';
import { Workshop } from '../../support/processes.js';
import { expectSameFacts, ffprobeFactsOf, ownFactsOf } from './both-ways.js';

function fragments(...flags: string[]): string[] {
  return ['-movflags', ['frag_keyframe', 'empty_moov', ...flags].join('+')];
}

/** The end of each fragment of a file. */
async function fragmentEnds(bytes: Buffer): Promise<number[]> {
  const boxes = await boxesIn(readerOf(bytes), 0, bytes.length);
  return all(boxes, 'mdat').map(({ end }) => end);
}

describe('isoFacts', () => {
  const runner = new FfmpegRunner();
  let workshop: Workshop;
  beforeAll(async () => void (workshop = await Workshop.open()));
  afterAll(async () => {
    await runner.close();
    await workshop.close();
  });

  /** Footage with some of its bytes changed. */
  async function changed(name: string, options: FootageOptions, change: (file: Buffer) => void) {
    const bytes = await readFile(await footage(options));
    change(bytes);
    const path = workshop.path(name);
    await writeFile(path, bytes);
    return path;
  }

  function turned(matrix: number[]) {
    return (file: Buffer) => {
      const at = file.indexOf('tkhd') + 4 + 40;
      matrix.forEach((value, i) => file.writeInt32BE(value * 0x10000, at + [0, 4, 12, 16].at(i)!));
    };
  }

  it.each<[string, FootageOptions]>([
    ['B-frames without an edit list', { bFrames: 2, extra: ['-use_editlist', '0'] }],
    ['negative composition offsets', { bFrames: 2, extra: ['-movflags', 'negative_cts_offsets'] }],
    ['the index at the beginning', { extra: ['-movflags', 'faststart'] }],
    ['a creation time', { extra: ['-metadata', 'creation_time=2026-01-03T10:30:00Z'] }],
    ['CMAF', { audio: 'aac-48k', extra: ['-movflags', 'cmaf'] }],
    [
      'fragments with an edit list',
      { bFrames: 2, audio: 'aac-48k', extra: fragments('delay_moov') },
    ],
    [
      'fragments of a second',
      { audio: 'aac-48k', extra: [...fragments(), '-frag_duration', '1000000'] },
    ],
    [
      'a fragment for each frame',
      { bFrames: 2, extra: ['-movflags', 'frag_every_frame+empty_moov'] },
    ],
    ['a fragment for each track', { audio: 'aac-48k', extra: fragments('separate_moof') }],
    ['fragments with an index of them', { bFrames: 2, extra: ['-movflags', 'dash+global_sidx'] }],
  ])('gives the facts of ffprobe for %s', async (_, options) => {
    const path = await footage(options);
    expectSameFacts(await ownFactsOf(path), await ffprobeFactsOf(runner, path));
  });

  it('gives the duration of the last of irregular frames in fragments, which ffprobe does not', async () => {
    const path = await footage({ vfr: true, extra: fragments() });
    const [own, seen] = [await ownFactsOf(path), await ffprobeFactsOf(runner, path)];
    // The muxer gives the last frame the average duration.
    const endTimeSeconds = 534_955 / 90_000 + 1 / 15;
    expect(own?.video?.endTimeSeconds).toBeCloseTo(endTimeSeconds, 4);
    expectSameFacts(own, { ...seen, video: { ...seen.video!, endTimeSeconds } });
  });

  it.each([
    [90, [0, 1, -1, 0]],
    [180, [-1, 0, 0, -1]],
    [270, [0, -1, 1, 0]],
  ])('reads a rotation by %d degrees', async (degrees, matrix) => {
    const path = await changed(`turned-${degrees}.mp4`, {}, turned(matrix));
    expect((await ownFactsOf(path))?.video?.rotation).toBe(degrees);
    expect((await ffprobeFactsOf(runner, path)).video?.rotation).toBe(degrees);
  });

  it.each<[string, FootageOptions]>([
    ['fragments after samples of the index', { extra: ['-movflags', 'frag_keyframe'] }],
    ['fragments with negative offsets', { bFrames: 2, extra: fragments('negative_cts_offsets') }],
    ['MPEG-4', { codec: 'mpeg4' }],
    ['fields', { x264Params: 'tff=1' }],
    ['ten bits', { extra: ['-pix_fmt', 'yuv420p10le'] }],
    ['4:4:4', { extra: ['-pix_fmt', 'yuv444p'] }],
    ['AAC in MOV', { audio: 'aac-48k', container: 'mov' }],
    ['PCM', { audio: 'pcm_s16le', container: 'mov' }],
  ])('leaves %s to ffprobe', async (_, options) => {
    expect(await ownFactsOf(await footage(options))).toBeNull();
  });

  it('leaves a mirrored picture to ffprobe', async () => {
    expect(await ownFactsOf(await changed('mirror.mp4', {}, turned([-1, 0, 0, 1])))).toBeNull();
  });

  it('leaves an edit list that skips a part to ffprobe', async () => {
    const path = workshop.path('trimmed.mp4');
    // Copied from between two keyframes, so the first second is decoded but not shown.
    await runFfmpeg(['-ss', '1', '-i', await footage(), '-c', 'copy', '-y', path]);
    expect(await ownFactsOf(path)).toBeNull();
  });

  it('leaves a third track to ffprobe', async () => {
    const path = workshop.path('two-sounds.mp4');
    const input = await footage({ audio: 'aac-48k' });
    await runFfmpeg(['-i', input, '-map', '0', '-map', '0:a', '-c', 'copy', '-y', path]);
    expect(await ownFactsOf(path)).toBeNull();
  });

  it.each(['frag_keyframe+empty_moov', 'frag_keyframe+empty_moov+separate_moof'])(
    'ends at the last complete fragment while the file is being written: %s',
    async (flags) => {
      const extra = ['-movflags', flags];
      const whole = await readFile(await footage({ audio: 'aac-48k', gopSeconds: 1, extra }));
      const ends = await fragmentEnds(whole);
      const path = workshop.path('growing.mp4');
      const seen: (number | null | undefined)[] = [];
      for (const [index, end] of ends.entries()) {
        await writeFile(path, whole.subarray(0, end));
        const facts = await ownFactsOf(path);
        const complete = facts && (await ffprobeFactsOf(runner, path));
        // Only the first fragment of the sound may still be missing.
        if (facts) expectSameFacts(facts, complete!);
        else expect(index).toBe(0);
        seen.push(facts?.video?.endTimeSeconds);
        const next = ends[index + 1] ?? end;
        for (const length of [end + 3, end + 30, (end + next) / 2, next - 1]) {
          if (next === end || !facts) continue;
          await writeFile(path, whole.subarray(0, length));
          expect((await ownFactsOf(path))?.video?.endTimeSeconds).toBe(facts.video?.endTimeSeconds);
        }
      }
      expect(new Set(seen).size).toBeGreaterThan(4);
    },
  );

  it('begins with the first fragment, whatever its time', async () => {
    const bytes = await readFile(await footage({ audio: 'aac-48k', extra: fragments() }));
    const ends = await fragmentEnds(bytes);
    const path = workshop.path('middle.mp4');
    const index = bytes.subarray(0, bytes.indexOf('moof') - 4);
    await writeFile(path, Buffer.concat([index, bytes.subarray(ends[0], ends[2])]));
    const facts = await ownFactsOf(path);
    expect(facts?.startTimeSeconds).toBeCloseTo(2, 1);
    expect(facts?.video?.startTimeSeconds).toBeCloseTo(2, 1);
    expect(facts?.video?.endTimeSeconds).toBeCloseTo(6, 1);
  });

  it('leaves a file with an incomplete first fragment to ffprobe', async () => {
    const whole = await readFile(await footage({ extra: fragments() }));
    const path = workshop.path('begun.mp4');
    const [firstEnd = 0] = await fragmentEnds(whole);
    expect(firstEnd).toBeGreaterThan(40);
    for (let length = 40; length < firstEnd; length += 499) {
      await writeFile(path, whole.subarray(0, length));
      expect(await ownFactsOf(path)).toBeNull();
    }
  });

  it('leaves a file that is cut short anywhere to ffprobe', async () => {
    const whole = await readFile(
      await footage({ audio: 'aac-48k', extra: ['-movflags', 'faststart'] }),
    );
    const path = workshop.path('short.mp4');
    const index = whole.indexOf('mdat');
    const lengths = Array.from({ length: 20 }, (_, i) => Math.round((index * i) / 19));
    for (const length of [...lengths, whole.length - 1].reverse()) {
      await writeFile(path, whole);
      await truncate(path, length);
      expect(await ownFactsOf(path)).toBeNull();
    }
  });

  it('does no harm with any changed byte of the index', async () => {
    const whole = await readFile(await footage({ audio: 'aac-48k', seconds: 2 }));
    const path = workshop.path('damaged.mp4');
    const index = whole.indexOf('moov');
    for (let at = index - 4; at < whole.length; at += 23) {
      const damaged = Buffer.from(whole);
      damaged[at] = 0xff - damaged[at]!;
      await writeFile(path, damaged);
      const facts = await ownFactsOf(path);
      if (facts) expect(facts.video).toMatchObject({ codec: 'h264', fieldOrder: 'progressive' });
    }
  });
});
