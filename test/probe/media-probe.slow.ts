import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { FfmpegRunner } from '../../src/ffmpeg/ffmpeg-runner.js';
import { lengthOf } from '../../src/formats/media-facts.js';
import { MediaProbe } from '../../src/probe/media-probe.js';
import { Workshop } from '../support/processes.js';

const PICTURE = ['-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=15:duration=2'];
const TONE = ['-f', 'lavfi', '-i', 'sine=sample_rate=48000:duration=2'];
/** On a clock that is 500 s ahead. */
const LATE_TONE = ['-itsoffset', '500', ...TONE];
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];

describe('MediaProbe', () => {
  const runner = new FfmpegRunner();
  const probe = new MediaProbe(runner);
  let workshop: Workshop;
  beforeAll(async () => void (workshop = await Workshop.open()));
  afterAll(async () => {
    await runner.close();
    await workshop.close();
  });

  async function make(name: string, ...args: string[]): Promise<string> {
    const path = workshop.path(name);
    await runner.ffmpeg([...args, '-y', path]);
    return path;
  }

  it('gives all facts of an MP4', async () => {
    const colour = ['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709'];
    const encoding = [...H264, '-bf', '2', ...colour, '-color_trc', 'bt709', '-c:a', 'aac'];
    const time = ['-metadata', 'creation_time=2026-01-03T10:30:00Z'];
    const path = await make('whole.mp4', ...PICTURE, ...TONE, ...encoding, ...time);
    expect(await probe.probe(path)).toEqual({
      demuxer: 'mov',
      sizeBytes: (await readFile(path)).length,
      startTimeSeconds: 0,
      creationTime: new Date('2026-01-03T10:30:00Z'),
      video: {
        index: 0,
        codec: 'h264',
        pixelFormat: 'yuv420p',
        width: 320,
        height: 180,
        rotation: 0,
        fieldOrder: 'progressive',
        frameRate: 15,
        timeBase: '1/15360',
        startTimeSeconds: 0,
        endTimeSeconds: 2,
      },
      audio: {
        index: 1,
        codec: 'aac',
      },
    });
  });

  it.each([
    { name: 'a.mkv', encoding: H264, expected: { demuxer: 'matroska', video: { codec: 'h264' } } },
    { name: 'a.ts', encoding: H264, expected: { demuxer: 'mpegts', startTimeSeconds: 1.4 } },
    { name: 'a.m2ts', encoding: H264, expected: { demuxer: 'mpegts' } },
    { name: 'a.flv', encoding: ['-c:v', 'flv1'], expected: { demuxer: 'flv' } },
    { name: 'a.avi', encoding: ['-c:v', 'mjpeg'], expected: { video: { codec: 'mjpeg' } } },
    {
      name: 'a.mpg',
      encoding: ['-c:v', 'mpeg2video', '-r', '25'],
      expected: { demuxer: 'mpeg', video: { codec: 'mpeg2video', frameRate: 25 } },
    },
    {
      name: 'fragments.mp4',
      encoding: [...H264, '-movflags', '+frag_keyframe+empty_moov'],
      expected: { demuxer: 'mov' },
    },
  ])('reads $name', async ({ name, encoding, expected }) => {
    const path = await make(name, ...PICTURE, ...encoding);
    const facts = await probe.probe(path);
    expect(facts).toMatchObject({ ...expected, audio: null });
    expect(lengthOf(facts.video!)).toBeCloseTo(2, 1);
  });

  it.each([
    ['without-duration.flv', ['-c:v', 'flv1', '-flvflags', 'no_duration_filesize']],
    ['late-sound.avi', [...LATE_TONE, '-c:v', 'mpeg4']],
    ['late-sound.mpg', [...LATE_TONE, '-c:v', 'mpeg2video', '-r', '25']],
    ['late-sound.ts', [...LATE_TONE, '-c:v', 'mpeg2video', '-r', '25']],
    ['late-sound.mkv', [...LATE_TONE, '-c:v', 'mpeg4']],
    ['late-sound.mov', [...LATE_TONE, '-c:v', 'mpeg4']],
  ])('gives the end of the pictures of %s', async (name, args) => {
    const { video } = await probe.probe(await make(name, ...PICTURE, ...args));
    expect(lengthOf(video!)).toBeCloseTo(2, 1);
  });

  it('names a file whose pictures claim to span years', async () => {
    const path = await make('years.avi', ...PICTURE, '-c:v', 'mpeg4');
    const file = await readFile(path);
    // Microseconds for each picture, and the rate of the stream: one in 100,000 s.
    file.writeUInt32LE(1, file.indexOf('strh') + 8 + 24);
    file.writeUInt32LE(100_000, file.indexOf('strh') + 8 + 20);
    await writeFile(path, file);
    await expect(probe.probe(path)).rejects.toMatchObject({
      code: 'UNREADABLE_SOURCE',
      message: expect.stringContaining('years.avi'),
    });
  });

  it('gives the rotation of a camera that was mounted sideways', async () => {
    const path = await make('sideways.mp4', ...PICTURE, ...H264);
    const file = await readFile(path);
    // The matrix in the track header of phones and cameras for 90 degrees clockwise.
    const matrix = file.indexOf('tkhd') + 4 + 40;
    expect(file.readUInt32BE(matrix)).toBe(0x10000);
    [0, 0x10000, 0, -0x10000, 0].forEach((value, i) => file.writeInt32BE(value, matrix + 4 * i));
    await writeFile(path, file);
    expect((await probe.probe(path)).video).toMatchObject({
      width: 320,
      height: 180,
      rotation: 90,
    });
  });

  it('does not count cover art as video', async () => {
    const cover = [...TONE, ...PICTURE, '-map', '0', '-map', '1', '-frames:v', '1'];
    const path = await make(
      'song.m4a',
      ...cover,
      '-c:v',
      'mjpeg',
      '-disposition:v',
      'attached_pic',
    );
    expect(await probe.probe(path)).toMatchObject({ video: null, audio: { codec: 'aac' } });
  });

  it.each(['-i.mp4', 'a:b|c.mp4', "it's %d $(x) é.mp4"])('reads a file named %p', async (name) => {
    const path = workshop.path(name);
    await writeFile(path, await readFile(await make('plain.mp4', ...PICTURE, ...H264)));
    expect((await probe.probe(path)).video?.codec).toBe('h264');
  });

  it.each([
    ['a folder', (path: string) => mkdir(path)],
    ['a FIFO', (path: string) => promisify(execFile)('mkfifo', [path])],
    ['a device', (path: string) => symlink('/dev/zero', path)],
    ['an empty file', (path: string) => writeFile(path, '')],
    ['text', (path: string) => writeFile(path, 'This is no video.\n'.repeat(100))],
    ['a playlist', (path: string) => writeFile(path, '#EXTM3U\n#EXTINF:1,\n/etc/hosts\n')],
    ['only a signature', (path: string) => writeFile(path, '\0\0\0\x20ftypisom')],
  ])('cannot read %s', async (name, create) => {
    const path = workshop.path(`${name}.mp4`);
    await create(path);
    await expect(probe.probe(path)).rejects.toMatchObject({
      name: 'UnreadableSourceError',
      code: 'UNREADABLE_SOURCE',
      status: 400,
      message: expect.not.stringContaining(workshop.folder) as unknown,
    });
  });

  it('cannot read an MP4 without its index at the end', async () => {
    const path = await make('truncated.mp4', ...PICTURE, ...H264);
    await truncate(path, 5000);
    await expect(probe.probe(path)).rejects.toMatchObject({ code: 'UNREADABLE_SOURCE' });
  });

  it('cannot read a still frame as video', async () => {
    const path = await make('still.jpg', ...PICTURE, '-frames:v', '1');
    await expect(probe.probe(path)).rejects.toMatchObject({ code: 'UNREADABLE_SOURCE' });
  });

  it('says that a file does not exist', async () => {
    await expect(probe.probe(workshop.path('none.mp4'))).rejects.toMatchObject({
      code: 'VIDEO_NOT_FOUND',
    });
  });

  it('reports a missing ffprobe or an abort as such, not as an unreadable file', async () => {
    const path = await make('innocent.avi', ...PICTURE, '-c:v', 'mjpeg');
    const without = new MediaProbe(new FfmpegRunner({ ffprobePath: '/no/such/ffprobe' }));
    await expect(without.probe(path)).rejects.toMatchObject({ code: 'FFMPEG_NOT_FOUND' });
    const signal = AbortSignal.abort();
    await expect(probe.probe(path, { signal })).rejects.toMatchObject({ reason: 'aborted' });
  });
});
