import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  EncodedPacket,
  type EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathTarget,
  MkvOutputFormat,
  Output,
} from 'mediabunny';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAvcc } from '../../formats/h264/avcc.js';
import { audioEntry, videoEntry } from '../../formats/isobmff/write-sample-entry.js';
import type { Sample } from '../../formats/isobmff/write-sample-table.js';
import { AAC_DESCRIPTION } from '../testing/sound.js';
import { Mp4Writer, type NewTrack } from '../write/mp4-writer.js';
import { openSource } from './open-source.js';
import { PlacedPackets } from './placed-packets.js';
import { Sources } from './sources.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const SETS = ['6764000cacd941419f9f0110000003001000000301e0f1429960', '68ef8fcb'];
const [sps, pps] = SETS.map((set) => Buffer.from(set, 'hex'));
const MATRIX = [1, 0, 0, 0, 1, 0, 0, 0, 1];
const VIDEO: NewTrack = {
  ...{ kind: 'video', timescale: 90_000, width: 320, height: 180, matrix: MATRIX },
  entry: videoEntry({
    ...{ width: 320, height: 180, sampleEntry: 'avc1', configurationBox: 'avcC' },
    configuration: buildAvcc([sps!], [pps!]),
    ...{ pixelAspect: { num: 1, den: 1 }, colour: null },
  }),
  ...{ maxSamples: 100_000, maxChunks: 10 },
};
const AUDIO: NewTrack = {
  ...{ ...VIDEO, kind: 'audio', timescale: 48_000, width: 0, height: 0 },
  entry: audioEntry({
    ...{ codec: 'aac', sampleRate: 48_000, channels: 2, description: AAC_DESCRIPTION },
  }),
};

const pictures = (count: number): Sample[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ time: i, duration: 1, isKey: true },
    data: Buffer.from('000000026588', 'hex'),
  }));

/** A file with these tracks, each with so many samples of a second. */
function file(name: string, tracks: NewTrack[], count = 3): string {
  const path = join(folder, name);
  const writer = new Mp4Writer(path, tracks, []);
  tracks.forEach((_, i) => writer.writeChunk(i, pictures(count)));
  writer.finish();
  writer.close();
  return path;
}

function bytes(name: string, content: Buffer | string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const SEGMENT = { fromSeconds: 0, toSeconds: Infinity };
const NEED = { segment: SEGMENT, facts: null, minIndexBytes: Infinity };
const openFiles = () => readdirSync('/dev/fd').length;

describe('openSource', () => {
  it('opens picture and sound of a file', async () => {
    const path = file('both.mp4', [VIDEO, AUDIO]);
    const source = await openSource({ path: path }, NEED);
    expect(source).toMatchObject({ path, demuxer: 'mov', ending: 'whole' });
    expect(source.reading.libraryFormats).toContain('MP4');
    expect(source.video.reopen).toBeNull();
    expect(await source.video.packets.getFirstPacket()).toMatchObject({ timestamp: 0 });
    expect(await source.audio?.packets.getFirstPacket()).toMatchObject({ timestamp: 0 });
    source.close();
    await expect(source.video.packets.getPacket(2)).rejects.toThrow();
  });

  it('reads the same packets again by other code', async () => {
    const source = await openSource({ path: file('again.mp4', [VIDEO, AUDIO], 300) }, NEED);
    const again = await source.reopened();
    expect(again.video.packets).toBeInstanceOf(PlacedPackets);
    const tracks = [
      [source.video.packets, again.video.packets],
      [source.audio!.packets, again.audio!.packets],
    ] as const;
    for (const [first, second] of tracks) {
      let packet = await second.getFirstPacket();
      for await (const expected of (first as EncodedPacketSink).packets()) {
        expect(packet).toMatchObject({ timestamp: expected.timestamp, data: expected.data });
        packet = await second.getNextPacket(packet!);
      }
      expect(packet).toBeNull();
    }
    again.close();
    source.close();
  });

  it('opens Matroska', async () => {
    const path = join(folder, 'a.mkv');
    const output = new Output({ format: new MkvOutputFormat(), target: new FilePathTarget(path) });
    const track = new EncodedVideoPacketSource('avc');
    output.addVideoTrack(track);
    await output.start();
    for (const { data, time } of pictures(3)) {
      await track.add(new EncodedPacket(data, 'key', time, 1), {
        decoderConfig: {
          ...{ codec: 'avc1.64000c', codedWidth: 320, codedHeight: 180 },
          description: buildAvcc([sps!], [pps!]),
        },
      });
    }
    await output.finalize();
    const source = await openSource({ path: path }, NEED);
    expect(source).toMatchObject({ demuxer: 'matroska', audio: null, ending: 'whole' });
    expect(await source.video.packets.getPacket(9)).toMatchObject({ timestamp: 2 });
    source.close();
  });

  it('opens a file without sound', async () => {
    const source = await openSource({ path: file('silent.mp4', [VIDEO]) }, NEED);
    expect(source.audio).toBeNull();
    source.close();
  });

  const cut = (path: string, bytes: number) => readFileSync(path).subarray(0, bytes);
  it.each<[string, () => string, object]>([
    ['sound alone', () => file('sound.mp4', [AUDIO]), { obstacle: 'no_video' }],
    ['an unknown container', () => bytes('text', 'no video at all'), { obstacle: 'container' }],
    [
      'a container that has no reader',
      () => bytes('a.avi', 'RIFF\0\0\0\0AVI LIST'),
      { obstacle: 'container' },
    ],
    ['a file that is missing', () => join(folder, 'none'), { obstacle: 'reading' }],
    ['an empty file', () => bytes('empty', ''), { obstacle: 'reading' }],
    [
      'a file that ends in its index',
      () => bytes('torn.mp4', cut(file('t.mp4', [VIDEO]), 200)),
      { obstacle: 'no_video' },
    ],
  ])('refuses %s, and leaves no file open', async (_, make, expected) => {
    const path = make();
    const before = openFiles();
    await expect(openSource({ path: path }, NEED)).rejects.toMatchObject(expected);
    expect(openFiles()).toBe(before);
  });
});

describe('Sources', () => {
  it('opens each file once, and closes all', async () => {
    const [one, other] = [file('one.mp4', [VIDEO]), file('other.mp4', [VIDEO])];
    const before = openFiles();
    const sources = new Sources();
    const source = await sources.open({ path: one });
    expect(await sources.open({ path: one })).toBe(source);
    expect((await sources.video({ path: one })).source).toBe(source);
    expect(await sources.open({ path: other })).not.toBe(source);
    expect(openFiles()).toBe(before + 2);
    sources.close();
    expect(openFiles()).toBe(before);
    expect(await sources.open({ path: one })).not.toBe(source);
    sources.close();
  });

  it.each<[string, [from: number, to: number][], number | undefined, number[] | null]>([
    // Ten seconds more at both ends, and the samples that are kept to be sure.
    ['one part', [[4000, 4010]], 0, [3990 - 12, 4020 + 64]],
    [
      'all between two parts',
      [
        [4000, 4010],
        [4500, 4510],
      ],
      0,
      [3990 - 12, 4520 + 64],
    ],
    [
      'all between two parts in any order',
      [
        [4500, 4510],
        [4000, 4010],
      ],
      0,
      [3990 - 12, 4520 + 64],
    ],
    ['all where it is short', [[4000, 4010]], 1e9, null],
    ['all where it has less than 1 MiB', [[4000, 4010]], undefined, null],
    ['all where no part is expected', [], 0, null],
  ])('reads of the index of a file %s', async (_, parts, minIndexBytes, part) => {
    const path = file('long.mp4', [VIDEO], 10_000);
    const sources = new Sources(minIndexBytes);
    sources.expect(
      parts.map(([fromSeconds, toSeconds]) => ({ path, facts: null, fromSeconds, toSeconds })),
    );
    const { packets } = (await sources.open({ path: path })).video;
    const at = async (seconds: number) => (await packets.getPacket(seconds))?.timestamp;
    const [first, end] = part ?? [4000, 9000];
    // The first 64 samples are kept too.
    const outside = part ? [63, end! - 1] : [first! - 1, end];
    expect([await at(first! - 1), await at(end!)]).toEqual(outside);
    expect([await at(first!), await at(end! - 1)]).toEqual([first, end! - 1]);
    sources.close();
  });

  it('reads what is expected after it was closed, and no more', async () => {
    const path = file('again.mp4', [VIDEO], 10_000);
    const sources = new Sources(0);
    sources.expect([{ path, facts: null, fromSeconds: 9000, toSeconds: 9010 }]);
    sources.close();
    sources.expect([{ path, facts: null, fromSeconds: 4000, toSeconds: 4010 }]);
    const { packets } = (await sources.open({ path: path })).video;
    expect(await packets.getPacket(9000)).toMatchObject({ timestamp: 4083 });
    sources.close();
  });
});
