import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EncodedPacketSink, FilePathSource, Input, MP4, QTFF } from 'mediabunny';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceRun } from '../plan/clip-line.js';
import type { OpenSource } from '../source/open-source.js';
import { PACKET_SECONDS as PACKET, soundStream } from '../testing/sound.js';
import { writeAudioFiles } from './audio-files.js';

let root: string;
let folder: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
});
beforeEach(() => {
  folder = mkdtempSync(join(root, 'files-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** A part of a clip, taken from a recording that FFmpeg may read itself. */
const run = (shiftSeconds: number, fromSeconds: number, toSeconds: number, hasFfmpegTimes = true) =>
  ({
    ...{ shiftSeconds, fromSeconds, toSeconds },
    source: { path: '/rec/a.mp4', demuxer: 'mov', reading: { hasFfmpegTimes } } as OpenSource,
  }) satisfies SourceRun;

const write = (runs: SourceRun[], streams: Parameters<typeof writeAudioFiles>[1]) =>
  writeAudioFiles(runs, streams, join(folder, 'packets'));

/** The packets of a file: when each is heard, in seconds of the clip, and its number in the recording. */
async function packetsIn(path: string) {
  const input = new Input({ source: new FilePathSource(path), formats: [MP4, QTFF] });
  const packets = new EncodedPacketSink((await input.getPrimaryAudioTrack())!);
  const found: [seconds: number, number: number | undefined][] = [];
  for await (const { timestamp, data } of packets.packets()) {
    found.push([Math.round((timestamp - 1) * 1000) / 1000, data.at(-1)]);
  }
  input.dispose();
  return found;
}
const ms = (packets: number) => Math.round(packets * PACKET * 1000) / 1000;

describe('writeAudioFiles', () => {
  it('writes the packets of a part at their place in the clip, a second late', async () => {
    const job = await write([run(0, 2 * PACKET, 5 * PACKET)], [soundStream(0, 20)]);
    const path = join(folder, 'packets.0');
    expect(job).toEqual({
      inputs: [{ path, demuxer: 'mov', segment: null }],
      ...{ leadSeconds: 1, sampleRate: 48_000, channels: 2, durationSeconds: 5 * PACKET },
    });
    expect(await packetsIn(path)).toEqual([2, 3, 4].map((n) => [ms(n), n]));
  });

  it('begins half a second before the clip, from which decoders begin', async () => {
    const job = await write([run(-100 * PACKET, 0, PACKET)], [soundStream(0, 200)]);
    const packets = await packetsIn(job.inputs[0]!.path);
    // Half a second is 23.4 packets.
    expect(packets[0]).toEqual([ms(-24), 76]);
    expect(packets.at(-1)).toEqual([0, 100]);
  });

  it('writes parts of one kind into one file, without what overlaps', async () => {
    const runs = [run(0, PACKET, 3 * PACKET), run(PACKET / 2, 3 * PACKET, 5 * PACKET)];
    const job = await write(runs, [soundStream(0, 20), soundStream(0, 20)]);
    expect(job.inputs).toHaveLength(1);
    expect(await packetsIn(job.inputs[0]!.path)).toEqual([
      ...[[ms(1), 1], [ms(2), 2], [ms(2.5), 2], [ms(3.5), 3], [ms(4.5), 4]], // prettier-ignore
    ]);
  });

  it('writes each kind into a file of its own, at the highest rate and with the most channels', async () => {
    const runs = [run(0, 0, PACKET), run(0, PACKET, 2 * PACKET), run(0, 2 * PACKET, 3 * PACKET)];
    const mono = soundStream(0, 20, { key: 'mono', channels: 1, sampleRate: 32_000 });
    const job = await write(runs, [mono, null, soundStream(0, 20)]);
    expect(job).toMatchObject({ sampleRate: 48_000, channels: 2, durationSeconds: 3 * PACKET });
    expect(job.inputs.map(({ path }) => path)).toEqual([
      join(folder, 'packets.0'),
      join(folder, 'packets.1'),
    ]);
    expect(await packetsIn(job.inputs[1]!.path)).toEqual([[ms(2), 2]]);
  });

  it.each([
    [8000, 16_000, 1, 1],
    [44_100, 44_100, 6, 2],
    [96_000, 48_000, 2, 2],
  ])('encodes %d Hz as %d Hz, and %d channels as %d', async (given, sampleRate, from, channels) => {
    const stream = soundStream(0, 20, { sampleRate: given, channels: from });
    expect(await write([run(0, 0, 1)], [stream])).toMatchObject({ sampleRate, channels });
  });

  it('has no input where there is nothing in the part', async () => {
    const job = await write([run(0, 5, 6)], [soundStream(0, 0)]);
    expect(job.inputs).toEqual([]);
  });

  it('lets FFmpeg read a codec that only FFmpeg may know', async () => {
    const unknown = soundStream(0, 20, { codec: null, config: null });
    const job = await write([run(-7, 1, 3)], [unknown]);
    expect(job.inputs).toEqual([
      {
        ...{ path: '/rec/a.mp4', demuxer: 'mov' },
        segment: { fromSeconds: 8, toSeconds: 10, shiftSeconds: -7 },
      },
    ]);
    expect(readdirSync(folder)).toEqual([]);
    await expect(write([run(0, 0, 1, false)], [unknown])).rejects.toMatchObject({
      obstacle: 'audio_codec',
    });
  });
});
