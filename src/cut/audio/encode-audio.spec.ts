import { describe, expect, it } from '@jest/globals';
import { FakeFfmpegRunner } from '../../ffmpeg/testing/fake-ffmpeg-runner.js';
import { audioArguments, encodeAudio } from './encode-audio.js';

const JOB = { leadSeconds: 1, sampleRate: 16000, channels: 1, durationSeconds: 10.5 };

describe('audioArguments', () => {
  it('puts a file of packets on the time line of the clip', () => {
    const inputs = [{ path: '/c/p.0', demuxer: 'mov', segment: null }];
    expect(audioArguments({ ...JOB, inputs }, '/c/out.aac')).toEqual([
      ...[
        '-copyts',
        '-protocol_whitelist',
        'file',
        '-format_whitelist',
        'mov',
        '-f',
        'mov',
        '-max_pixels',
        '67108864',
        '-i',
        'file:/c/p.0',
      ],
      '-filter_complex',
      '[0:a]aresample=16000:ochl=mono:async=1:min_hard_comp=0.005:first_pts=0[a0];' +
        '[a0]amix=inputs=1:normalize=0,atrim=start=1:end=11.500000,asetpts=PTS-STARTPTS[out]',
      ...['-map', '[out]', '-c:a', 'aac', '-b:a', '64000', '-ar', '16000'],
      ...['-f', 'adts', '-y', '/c/out.aac'],
    ]);
  });

  it('reads a segment of a recording with a margin, and takes only the segment', () => {
    const segment = { fromSeconds: 61, toSeconds: 64, shiftSeconds: -60 };
    const inputs = [{ path: '/v.mkv', demuxer: 'matroska', segment }];
    const args = audioArguments({ ...JOB, inputs, channels: 2 }, '/c/out.aac');
    expect(args.join(' ')).toContain('-ss 59.000000 -t 7.000000 -i file:/v.mkv');
    expect(args.join(' ')).toContain(
      '[0:a]asetpts=PTS+-59.000000/TB,atrim=start=2.000000:end=5.000000,aresample=16000:ochl=stereo',
    );
  });
});

describe('encodeAudio', () => {
  const job = { inputs: [], leadSeconds: 1, sampleRate: 48_000, channels: 2, durationSeconds: 10 };

  it('runs FFmpeg until the signal aborts', async () => {
    const runner = new FakeFfmpegRunner();
    const { signal } = new AbortController();
    await encodeAudio(runner, job, '/tmp/out.aac', signal);
    expect(runner.calls).toEqual([
      { program: 'ffmpeg', args: audioArguments(job, '/tmp/out.aac'), options: { signal } },
    ]);
  });

  it('fails where FFmpeg fails', async () => {
    const runner = new FakeFfmpegRunner().answer({ error: new Error('failed') });
    const { signal } = new AbortController();
    await expect(encodeAudio(runner, job, '/tmp/out.aac', signal)).rejects.toThrow('failed');
  });
});
