import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { ClipGenerationError } from '../../../src/clips/model/clip-generation-error.js';
import { transcode } from '../../../src/clips/make/transcode.js';
import { encodingOf } from '../../../src/clips/make/video-encoding.js';
import { SmartCutNotPossible } from '../../../src/cut/cut-errors.js';
import { cut } from '../../../src/cut/smart-cut.js';
import { FfmpegRunner } from '../../../src/ffmpeg/ffmpeg-runner.js';
import { MediaProbe } from '../../../src/probe/media-probe.js';
import {
  footage,
  type FootageOptions,
  frameNumbers,
  inputOf,
  readFrameNumbers,
  readOutputs,
  soundErrorsIn,
  soundSamples,
} from '../../support/footage.js';
import { createHome, type Home } from '../../support/home.js';
import { numbers } from '../../support/read-clip.js';
import { type Service, startService } from '../../support/service.js';
import { smallFfmpeg } from '../../support/small-ffmpeg.js';
import { segment } from '../../cut/segment.js';
import { packetTimes } from './field/decoded.js';
import { clipOf, expectGaps, expectTimes, register, secondsOf } from './field/field-clip.js';
import { CUTS, type Cut, type Range } from './field/numbered-cases.js';

const FPS = 15;
const WRAP_SECONDS = 2 ** 33 / 90_000;
const offset = (seconds: number) => ['-output_ts_offset', seconds.toFixed(3)];

/** A file that was put together, and the clip of a window of it. */
interface Case {
  title: string;
  /** Frames are numbered from 1000, 2000 and so on in the parts after the first. */
  parts: FootageOptions[];
  window: Range;
  frames: Range[];
  gaps?: Range[];
  /** In seconds. */
  extent: number;
  /** Ends in `.ts`. */
  name?: string;
}

const SOUND = { audio: 'aac-48k', bFrames: 2 } as const;
const CASES: Case[] = [
  {
    title: 'a restart, with sound and B-frames',
    parts: [{ ...SOUND, extra: offset(5000) }, SOUND],
    ...{ window: [4.5, 8], extent: 12 },
    frames: [
      [68, 89],
      [1000, 1029],
    ],
  },
  {
    title: 'a restart of HEVC',
    parts: [{ codec: 'libx265' }, { codec: 'libx265' }],
    ...{ window: [4.5, 8], extent: 12 },
    frames: [
      [68, 89],
      [1000, 1029],
    ],
  },
  {
    title: 'several restarts, in a file whose name looks like options',
    parts: [3, 3, 3, 3].map((seconds) => ({ seconds })),
    ...{ window: [1, 11], extent: 12, name: 'a,,:b,end,9.ts' },
    frames: [
      [15, 44],
      [1000, 1044],
      [2000, 2044],
      [3000, 3029],
    ],
  },
  {
    title: 'a restart after six frames',
    parts: [{ seconds: 0.4 }, {}],
    ...{ window: [0.2, 3], extent: 6.4 },
    frames: [
      [3, 5],
      [1000, 1038],
    ],
  },
  {
    title: 'a restart before the last six frames',
    parts: [{}, { seconds: 0.4 }],
    ...{ window: [4.5, 6.4], extent: 6.4 },
    frames: [
      [68, 89],
      [1000, 1005],
    ],
  },
  {
    title: 'a jump forward by ten minutes',
    parts: [{}, { extra: offset(606) }],
    ...{ window: [4, 608], extent: 612 },
    frames: [
      [60, 89],
      [1000, 1029],
    ],
    gaps: [[6, 606]],
  },
  {
    title: 'a jump forward by ten hours',
    parts: [{}, { extra: offset(36_000) }],
    ...{ window: [36_001.5, 36_004], extent: 36_006 },
    frames: [[1023, 1059]],
  },
  {
    title: 'the wraparound of the clock',
    parts: [{ seconds: 12, extra: offset(WRAP_SECONDS - 6) }],
    ...{ window: [2.5, 8], extent: 12 },
    frames: [[38, 119]],
  },
  {
    title: 'a restart after the wraparound',
    parts: [{ extra: offset(WRAP_SECONDS - 4) }, {}],
    ...{ window: [4.5, 8], extent: 12 },
    frames: [
      [68, 89],
      [1000, 1029],
    ],
  },
  {
    title: 'other streams, whose clock continues',
    parts: [SOUND, { ...SOUND, extra: ['-mpegts_start_pid', '0x200', ...offset(6)] }],
    ...{ window: [4.5, 8], extent: 12 },
    frames: [
      [68, 89],
      [1000, 1029],
    ],
  },
  {
    title: 'a restart in packets with time codes',
    parts: [0, 1].map(() => ({ extra: ['-mpegts_m2ts_mode', '1'] })),
    ...{ window: [4.5, 8], extent: 12 },
    frames: [
      [68, 89],
      [1000, 1029],
    ],
  },
];

async function put(parts: readonly FootageOptions[], path: string): Promise<string> {
  const files: Buffer[] = [];
  for (const [index, options] of parts.entries()) {
    const startNumber = 1000 * index;
    files.push(await readFile(await footage({ ...options, container: 'ts', startNumber })));
  }
  await writeFile(path, Buffer.concat(files));
  return path;
}

/** Overwrites the pictures of a part of a file, but for the headers of packets. */
async function damage(path: string, from: number, to: number): Promise<void> {
  const [packetBytes, headerBytes] = [188, 30];
  const bytes = await readFile(path);
  const packetAt = (fraction: number) => Math.floor((fraction * bytes.length) / packetBytes);
  for (let packet = packetAt(from); packet < packetAt(to); packet++) {
    const start = packet * packetBytes;
    const isVideo = (bytes.readUInt16BE(start + 1) & 0x1fff) === 0x100;
    if (isVideo) bytes.fill(0, start + headerBytes, start + packetBytes);
  }
  await writeFile(path, bytes);
}

describe('A transport stream with', () => {
  let home: Home;
  let service: Service;
  let cameras = 0;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, {
      ...smallFfmpeg,
      CLIP_PRE_ROLL_SECONDS: '0',
      CLIP_POST_ROLL_SECONDS: '0',
    });
  });
  afterAll(async () => {
    await service?.stop();
    await home?.remove();
  });

  for (const wanted of CASES) {
    describe(wanted.title, () => {
      let camera_id: string;

      beforeAll(async () => {
        camera_id = `restarted-${cameras++}`;
        const source = await put(wanted.parts, home.media(`${camera_id}.ts`));
        const files = [{ source, name: wanted.name ?? 'recording.ts', at: 0 }];
        const [recording] = await register({ home, service }, camera_id, files);
        expect(secondsOf(recording!.ended_at)).toBeCloseTo(wanted.extent, 2);
      });

      it.each(CUTS)('gives a clip of the right frames (%s)', async (by) => {
        const { info, path } = await clipOf({ home, service }, camera_id, wanted.window, by);
        const input = inputOf(path, { ignoreEditList: true });
        const outputs = [frameNumbers(), packetTimes] as const;
        const [pictures, packets, sound] = wanted.parts[0]!.audio
          ? await readOutputs(input, ...outputs, soundSamples)
          : await readOutputs(input, ...outputs);
        const shown = pictures.map(({ number }) => number);
        const frames = wanted.frames.flatMap(([from, to]) => numbers(from, to));
        const { earlier, over } = around(shown, frames, by);
        const [first, last] = [frames[0]!, frames.at(-1)!];
        expect(shown).toEqual([
          ...numbers(first - earlier, first - 1),
          ...frames,
          ...numbers(last + 1, last + over),
        ]);
        expectGaps(info, wanted.gaps);
        expectTimes(packets, info, shown.length);
        if (sound) {
          expectSound(
            sound,
            (first - earlier) / FPS,
            (framesOfFirst(wanted) - first + earlier) / FPS,
          );
        }
      });
    });
  }

  const framesOfFirst = ({ parts: [first] }: Case) => Math.round((first!.seconds ?? 6) * FPS);

  /** The sound goes on from the end of the first part with the beginning of the second. */
  function expectSound(samples: Float32Array, from: number, borderAt: number): void {
    const soundAt = (t: number) => (t < borderAt ? from + t : 1000 / FPS + t - borderAt);
    const errors = soundErrorsIn(samples, soundAt);
    expect(errors.length).toBeGreaterThan(5);
    // The piece of sound across the border is of both.
    const apart = errors.filter(({ at }) => Math.abs(at + 0.25 - borderAt) > 0.5);
    expect(apart.filter(({ late, likeness }) => Math.abs(late) > 0.04 || likeness < 0.8)).toEqual(
      [],
    );
  }

  /** A copy begins at the keyframe before, and may end up to two frames later, which its B-frames need. */
  function around(shown: readonly (number | null)[], frames: readonly number[], by: Cut) {
    const earlier = by === 'keyframe' ? Math.max(0, frames[0]! - shown[0]!) : 0;
    expect(earlier).toBeLessThan(2 * FPS);
    return { earlier, over: Math.min(2, Math.max(0, shown.length - earlier - frames.length)) };
  }

  it.each(['smart', 'transcode'] as const)(
    'a piece that gives no picture in its part of the clip is shown without that part (%s)',
    async (by) => {
      const camera_id = `damaged-${by}`;
      const part = { seconds: 6, gopSeconds: 1 };
      const source = await put([part, part, part], home.media(`${camera_id}.ts`));
      await damage(source, 8.5 / 18, 12 / 18);
      await register({ home, service }, camera_id, [{ source, name: 'recording.ts', at: 0 }]);
      const { info, path } = await clipOf({ home, service }, camera_id, [9.5, 13], by);
      const shown = await readFrameNumbers(path, { ignoreEditList: true });
      expect(shown.map(({ number }) => number)).toEqual(numbers(2000, 2014));
      expectGaps(info, [[9.5, 12]]);
      expect(info.message).toMatch(/^Part of recording\.ts is not shown: /);
    },
  );

  describe('a restart that was not found', () => {
    const runner = new FfmpegRunner();
    afterAll(() => runner.close());

    it('is not cut without encoding', async () => {
      const path = await put([{}, {}], home.media('missed.ts'));
      const cutting = cut([segment(path, 4.5, 5.9)], home.media('missed.mp4'), { runner });
      await expect(cutting).rejects.toThrow(new SmartCutNotPossible('timestamps').message);
    });

    it('is not encoded', async () => {
      const path = await put([{}, {}], home.media('missed.ts'));
      const { pieces, ...facts } = await new MediaProbe(runner).probe(path);
      expect(pieces).toHaveLength(2);
      const encoding = transcode(runner, {
        ...{ path, facts: { ...facts, video: facts.video! }, fromSeconds: 4.5, toSeconds: 8 },
        ...{ size: { width: 320, height: 180 }, output: home.media('missed.out.ts') },
        picturesPath: home.media('missed.gif'),
        packetsPath: home.media('missed.txt'),
        encoding: encodingOf('h264', []),
      });
      await expect(encoding).rejects.toThrow(ClipGenerationError);
      await expect(encoding).rejects.toThrow('missed.ts jump back');
    });
  });
});
