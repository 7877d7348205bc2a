import { describe, expect, it } from '@jest/globals';
import { FakeFfmpegRunner } from '../../ffmpeg/testing/fake-ffmpeg-runner.js';
import type { AudioFacts, VideoFacts } from '../../formats/media-facts.js';
import { transcode } from './transcode.js';
import { type Transcode, transcodeArguments } from './transcode-arguments.js';
import { encodingOf } from './video-encoding.js';

interface Source {
  demuxer?: string;
  video?: Partial<VideoFacts>;
  audio?: Partial<AudioFacts> | null;
}

function job({ demuxer = 'mov', video = {}, audio = null }: Source = {}): Transcode {
  const facts = {
    demuxer,
    startTimeSeconds: 0,
    sizeBytes: 1,
    video: {
      index: 0,
      codec: 'h264',
      width: 1920,
      height: 1080,
      timeBase: '1/15360',
      fieldOrder: 'progressive',
      ...video,
    },
    audio: audio && { index: 1, codec: 'aac', ...audio },
  } as Transcode['facts'];
  return {
    path: '/media/a.mp4',
    facts,
    fromSeconds: 8,
    toSeconds: 10,
    size: { width: 1920, height: 1080 },
    encoding: encodingOf('h264', []),
    output: '/t/o.ts',
    picturesPath: '/t/o.gif',
    packetsPath: '/t/o.txt',
  };
}

const range = { first: 8 * 15_360, end: 10 * 15_360 };
const args = (source?: Source, seek = 3) => transcodeArguments(job(source), range, seek);
const after = (list: string[], flag: string) => list[list.indexOf(flag) + 1];

describe('The arguments of a transcode', () => {
  it('take the frames by their absolute timestamps, from an earlier keyframe', () => {
    expect(args().slice(0, 13)).toEqual([
      '-copyts',
      '-protocol_whitelist',
      'file',
      '-format_whitelist',
      'mov',
      '-f',
      'mov',
      '-max_pixels',
      '67108864',
      '-noaccurate_seek',
      '-ss',
      '3.000000',
      '-i',
    ]);
    expect(after(args(), '-vf')).toContain('trim=start_pts=122880:end_pts=153600');
  });

  it('do not seek where decoding starts at the beginning of the file', () => {
    expect(args({}, 0)).not.toContain('-ss');
  });

  it('count the seek from the start of a file whose clock begins late', () => {
    const source = job();
    const late = { ...source, facts: { ...source.facts, startTimeSeconds: 500 } };
    expect(after(transcodeArguments(late, range, 512.5), '-ss')).toBe('12.500000');
  });

  it('number the frames of a raw stream, which have no times', () => {
    const list = args({ demuxer: 'h264', video: { frameRate: 12.5, timeBase: '1/12.5' } }, 0);
    expect(after(list, '-r')).toBe('12.5');
    expect(list.indexOf('-r')).toBeLessThan(list.indexOf('-i'));
    expect(args()).not.toContain('-r');
  });

  it('report what was decoded before any frame is left out', () => {
    expect(after(args(), '-vf')).toMatch(
      /^metadata=mode=delete,metadata=mode=add:.*,metadata=mode=print:.*,trim=/,
    );
  });

  it('report and take no pictures before the first keyframe, but for those of H.264', () => {
    expect(after(args({ video: { codec: 'hevc' } }), '-vf')).toMatch(
      /^select='st\(0,max\(ld\(0\),key\)\)',metadata=mode=delete,/,
    );
  });

  it("contain the specification's encoder settings, without B-frames", () => {
    expect(args().join(' ')).toContain('-c:v libx264 -preset fast -crf 23 -bf 0');
  });

  it('encode HEVC without B-frames and open GOPs, with the bits of the plan', () => {
    const encoding = { codec: 'hevc', pixelFormat: 'yuv420p10le' } as const;
    const list = transcodeArguments({ ...job(), encoding }, range, 3);
    expect(after(list, '-c:v')).toBe('libx265');
    expect(after(list, '-x265-params')!.split(':')).toEqual(
      expect.arrayContaining(['bframes=0', 'open-gop=0']),
    );
    expect(after(list, '-vf')).toMatch(/,format=yuv420p10le$/);
    expect(list).not.toContain('-a53cc');
  });

  it('leave captions out', () => {
    expect(after(args(), '-a53cc')).toBe('0');
  });

  it.each<[string, Source, string]>([
    ['copy AAC', { audio: { codec: 'aac' } }, '-map 0:1 -c:a copy'],
    ['copy MP3', { audio: { codec: 'mp3' } }, '-map 0:1 -c:a copy'],
    ['encode G.711', { audio: { codec: 'pcm_mulaw' } }, '-map 0:1 -c:a aac -ar 48000'],
    ['encode Opus', { audio: { codec: 'opus' } }, '-map 0:1 -c:a aac -ar 48000'],
  ])('%s', (_, source, expected) => {
    expect(args(source).join(' ')).toContain(expected);
  });

  it('also write small pictures, of frames from a second before the part on', () => {
    const filters = args()[args().lastIndexOf('-vf') + 1];
    expect(filters).toMatch(/^trim=start_pts=107520:end_pts=153600,scale=.*,format=gray,/);
    expect(args()).toContain('file:/t/o.gif');
  });

  it('also report the packets where FFmpeg seeks, as far as it reads', () => {
    expect(args().slice(-13)).toEqual([
      ...['-map', '0:0', '-c', 'copy', '-copyinkf', '-copypriorss', '1'],
      ...['-to', '11.000000', '-f', 'framecrc', '-y', 'file:/t/o.txt'],
    ]);
    expect(args({}, 0)).not.toContain('framecrc');
  });

  it('map no audio where there is none', () => {
    expect(args().join(' ')).not.toContain('-c:a');
  });

  it.each(['tt', 'bb', 'tb'])('deinterlace %s', (fieldOrder) => {
    expect(after(args({ video: { fieldOrder } }), '-vf')).toContain('yadif=mode=send_frame');
  });

  it.each(['progressive', null])('do not deinterlace %s', (fieldOrder) => {
    expect(after(args({ video: { fieldOrder } }), '-vf')).not.toContain('yadif');
  });

  it('move the first frame to a fixed time and stop reading a second after the end', () => {
    expect(after(args(), '-output_ts_offset')).toBe('12.000000');
    expect(after(args(), '-to')).toBe('11.000000');
  });
});

describe('A transcode', () => {
  const TICKS = 15_360;
  /** FFmpeg's report of the frames of 15 a second from one time to before another. */
  const report = (from: number, to: number) => ({
    stdout: Array.from({ length: Math.round((to - from) * 15) }, (_, index) => {
      return `frame:${index} pts:${from * TICKS + index * 1024} pts_time:0\nn=1\n`;
    }).join(''),
  });
  const seeks = ({ calls }: FakeFfmpegRunner) =>
    calls.map(({ args }) => (args.includes('-ss') ? Number(after([...args], '-ss')) : null));
  const filmed = { frameRate: 15, startTimeSeconds: 0 };

  async function encoded(
    reports: readonly object[],
    {
      demuxer = 'mov',
      video = {},
      wrong = [],
      ...part
    }: Source & Partial<Transcode> & { wrong?: number[] } = {},
  ) {
    const runner = new FakeFfmpegRunner();
    for (const each of reports) runner.answer(each);
    const progress: number[] = [];
    const checked: (number | null)[] = [];
    const checkSeek = () => {
      checked.push(seeks(runner).at(-1)!);
      return Promise.resolve(!wrong.includes(checked.length));
    };
    const { pictured, ...shown } = await transcode(
      runner,
      { ...job({ demuxer, video: { ...filmed, ...video } }), ...part },
      { checkSeek, onProgress: (fraction) => void progress.push(fraction) },
    );
    return { shown, pictured, seeks: seeks(runner), checked, progress, calls: runner.calls };
  }

  it('shows its frames until the next one', async () => {
    const { shown, seeks, progress } = await encoded([report(3, 11)]);
    expect(shown).toEqual({ fromSeconds: 8, toSeconds: 10, coveredFromSeconds: 8 });
    expect(seeks).toEqual([3]);
    expect(progress).toEqual([expect.closeTo((11 - 1 / 15 - 8) / 2, 6)]);
  });

  it.each([
    ['15 a second', 15, 1 / 15],
    ['an unknown rate', null, 1 / 25],
  ])('shows the last frame of a file with %s as long as the others', async (_, frameRate, last) => {
    const { shown } = await encoded([report(3, 9)], { video: { frameRate } });
    expect(shown.fromSeconds).toBe(8);
    expect(shown.toSeconds).toBeCloseTo(9 - 1 / 15 + last, 6);
  });

  it('counts from the first frame of the video', async () => {
    const { shown, seeks } = await encoded([report(4, 12)], { video: { startTimeSeconds: 1 } });
    expect(shown).toEqual({ fromSeconds: 8, toSeconds: 10, coveredFromSeconds: 8 });
    expect(seeks).toEqual([4]);
  });

  it('decodes from earlier on until a frame proves that none is missing', async () => {
    const part = { fromSeconds: 100, toSeconds: 102 };
    const late = report(101, 103);
    const { shown, seeks } = await encoded([late, late, late], part);
    expect(seeks).toEqual([95, 40, null]);
    expect(shown).toEqual({ fromSeconds: 101, toSeconds: 102, coveredFromSeconds: 101 });
    expect((await encoded([late, report(100, 103)], part)).seeks).toEqual([95, 40]);
    expect((await encoded([report(95, 103)], part)).seeks).toEqual([95]);
  });

  it('decodes from earlier on where a seek gave packets other times', async () => {
    const part = { fromSeconds: 100, toSeconds: 102 };
    const all = report(30, 103);
    const reports = [all, all, all];
    const first = await encoded(reports, { ...part, wrong: [1] });
    expect([first.seeks, first.checked]).toEqual([
      [95, 40],
      [95, 40],
    ]);
    // What is read from the beginning on was not sought.
    const both = await encoded(reports, { ...part, wrong: [1, 2] });
    expect([both.seeks, both.checked]).toEqual([
      [95, 40, null],
      [95, 40],
    ]);
    expect(both.shown).toEqual({ fromSeconds: 100, toSeconds: 102, coveredFromSeconds: 100 });
  });

  it('checks the seek once more where it is repeated for one frame', async () => {
    const part = { fromSeconds: 8.01, toSeconds: 8.05, wrong: [2] };
    const reports = Array.from({ length: 4 }, () => report(3, 9));
    const { seeks, checked, shown } = await encoded(reports, part);
    expect([seeks, checked]).toEqual([
      [3.01, 3.01, null, null],
      [3.01, 3.01],
    ]);
    expect(shown).toMatchObject({ fromSeconds: 8.01 });
  });

  it.each(['dhav', 'h264', 'hevc'])(
    'reads all of a file of %s, which has no index',
    async (demuxer) => {
      const { shown, seeks } = await encoded([report(0, 11)], { demuxer });
      expect(seeks).toEqual([null]);
      expect(shown).toEqual({ fromSeconds: 8, toSeconds: 10, coveredFromSeconds: 8 });
    },
  );

  it('is no clip where no frame is decoded', async () => {
    const nothing = encoded([report(3, 8), report(3, 8)]);
    await expect(nothing).rejects.toMatchObject({ code: 'UNREADABLE_SOURCE' });
  });

  it('shows the frame that is displayed, from the start of the part on, where none begins in it', async () => {
    const part = { fromSeconds: 8.01, toSeconds: 8.05 };
    const { shown, calls } = await encoded([report(3, 9), report(3, 9)], part);
    expect(shown).toEqual({ ...part, coveredFromSeconds: 8.01 });
    const first = 8 * TICKS;
    const later = Math.ceil(8.01 * TICKS - 0.001) - first;
    expect(after([...calls[1]!.args], '-vf')).toContain(
      `trim=start_pts=${first}:end_pts=${first + 1},setpts=PTS+${later}`,
    );
  });

  it('of an instant between two frames shows the first of them whole', async () => {
    const instant = { fromSeconds: 8.03, toSeconds: 8.03 };
    const { shown, calls } = await encoded([report(3, 9), report(3, 9)], instant);
    expect(shown).toMatchObject({ fromSeconds: 8, toSeconds: expect.closeTo(8 + 1 / 15, 6) });
    const first = 8 * TICKS;
    const filters = after([...calls[1]!.args], '-vf');
    expect(filters).toContain(`trim=start_pts=${first}:end_pts=${first + 1}`);
    expect(filters).not.toContain('setpts');
  });

  it('of an instant at which a frame begins shows that one', async () => {
    const { shown, calls } = await encoded([report(3, 9)], { fromSeconds: 8, toSeconds: 8 });
    expect(shown).toEqual({
      ...{ fromSeconds: 8, toSeconds: expect.closeTo(8 + 1 / 15, 6), coveredFromSeconds: 8 },
    });
    const first = 8 * TICKS;
    expect(after([...calls[0]!.args], '-vf')).toContain(
      `trim=start_pts=${first}:end_pts=${first + 1}`,
    );
  });

  it('is covered from its start on where a slow frame is displayed then, and not in a hole', async () => {
    const at = (...seconds: number[]) => ({
      stdout: seconds.map((s, n) => `frame:${n} pts:${s * TICKS} pts_time:0\n`).join(''),
    });
    const part = { fromSeconds: 8, toSeconds: 21, video: { frameRate: 1 / 5 } };
    const slow = await encoded([at(0, 5, 10, 15, 20, 25)], part);
    expect(slow.shown).toEqual({ fromSeconds: 10, toSeconds: 21, coveredFromSeconds: 8 });
    const holed = await encoded([at(0, 0.1, 0.2, 0.3, 10, 10.1, 10.2, 10.3)], part);
    expect(holed.shown).toMatchObject({ fromSeconds: 10, coveredFromSeconds: 10 });
  });

  it('of an empty part does not show the next frame where a tick is a frame', async () => {
    const lines = Array.from({ length: 130 }, (_, pts) => `frame:${pts} pts:${pts} pts_time:0\n`);
    const part = { fromSeconds: 8, toSeconds: 8, video: { timeBase: '1/15' } };
    const reports = [{ stdout: lines.join('') }, { stdout: lines.join('') }];
    const { shown } = await encoded(reports, part);
    expect(shown).toEqual({
      ...{ fromSeconds: 8, toSeconds: expect.closeTo(8 + 1 / 15, 6), coveredFromSeconds: 8 },
    });
  });
});
