import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CutSegment } from '../../src/cut/cut-types.js';
import { cut } from '../../src/cut/smart-cut.js';
import { audioStreamOf } from '../../src/cut/source/audio-stream.js';
import { Sources } from '../../src/cut/source/sources.js';
import type { MediaFacts } from '../../src/formats/media-facts.js';
import { MediaProbe } from '../../src/probe/media-probe.js';
import { footage, type FootageOptions, readFrameNumbers } from '../support/footage.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';
import { AUDIO, EXACT } from './kinds.js';
import { segment } from './segment.js';
import { workspace } from './workspace.js';

const { runner, folder } = workspace();
const probe = new MediaProbe(runner);
const file = (name: string) => join(folder, name);

/** A segment with what is known of its file, as the service cuts it. */
async function known(path: string, from: number, to: number): Promise<CutSegment> {
  return { ...segment(path, from, to), facts: await probe.probe(path) };
}

describe('The reader in process agrees with the facts of ordinary footage', () => {
  let sources: Sources;
  afterEach(() => sources.close());

  const kinds: [string, FootageOptions][] = [...EXACT, ...AUDIO.map(([name, kind]) => [name, kind] as [string, FootageOptions])]; // prettier-ignore
  it.each(kinds)('%s', async (_, options) => {
    const path = await footage({ seconds: 12, ...options });
    const wanted = await known(path, 2, 6);
    sources = new Sources();
    sources.expect([wanted]);
    const { source } = await sources.video(wanted);
    const audio = await audioStreamOf(source);
    expect(audio === null).toBe(wanted.facts!.audio === null);
  });
});

describe('Footage that the reader in process sees otherwise', () => {
  /** H.264 with a frame number in each picture, and AAC. */
  let plain: string;
  beforeAll(async () => {
    plain = await footage({ seconds: 8, audio: 'aac-48k', extra: ['-movflags', '+faststart'] });
  });

  const obstacleOf = async (path: string) =>
    cut([await known(path, 2, 4)], file('clip.mp4'), { runner }).then(
      () => null,
      (error: { obstacle?: string }) => error.obstacle ?? error,
    );

  it('is refused if an edit list shows two parts of it', async () => {
    const path = file('edits.mp4');
    await writeFile(path, withTwoEdits(await readFile(plain)));
    expect(await obstacleOf(path)).toBe('edit_list');
  });

  it('is refused if its fragments do not say when they begin', async () => {
    const path = file('fragments.mp4');
    const fragmented = await footage({
      seconds: 8,
      bFrames: 2,
      extra: ['-movflags', 'frag_keyframe+empty_moov+default_base_moof'],
    });
    expect(await obstacleOf(fragmented)).toBeNull();
    await writeFile(path, renamed(await readFile(fragmented), 'tfdt', 'free'));
    expect(await obstacleOf(path)).toBe('fragments');
  });

  it.each([
    ['LATM', 'ts', ['-c:a', 'aac', '-mpegts_flags', 'latm']],
    ['Opus', 'ts', ['-c:a', 'libopus']],
    ['AAC in M2TS', 'm2ts', ['-c:a', 'aac', '-mpegts_m2ts_mode', '1']],
  ])('is refused if its sound is not found: %s', async (name, extension, options) => {
    const path = file(`${name}.${extension}`);
    await runFfmpeg(['-i', plain, '-c:v', 'copy', ...options, '-f', 'mpegts', '-y', path]);
    expect(await obstacleOf(path)).toBe('audio_track');
    const silent = await cut([await known(path, 2, 4)], file('silent.mp4'), {
      runner,
      audio: false,
    });
    expect(silent.audio).toBe('none');
  });

  it('is refused if its facts are of other frames', async () => {
    const wanted = await known(plain, 2, 4);
    const { video } = wanted.facts!;
    const otherwise = async (facts: Partial<NonNullable<MediaFacts['video']>>) =>
      cut([{ ...wanted, facts: { ...wanted.facts!, video: { ...video!, ...facts } } }], file('clip.mp4'), { runner }); // prettier-ignore
    await expect(otherwise({ startTimeSeconds: 1 })).rejects.toMatchObject({ obstacle: 'span' });
    await expect(otherwise({ endTimeSeconds: 5 })).rejects.toMatchObject({ obstacle: 'span' });
    await expect(otherwise({ width: 640 })).rejects.toMatchObject({ obstacle: 'tracks' });
  });

  it('is refused if two of its video tracks are alike', async () => {
    const path = file('two.mp4');
    await runFfmpeg(['-i', plain, '-map', '0:v', '-map', '0:v', '-map', '0:a', '-c', 'copy', '-y', path]); // prettier-ignore
    expect(await obstacleOf(path)).toBe('tracks');
  });

  it.each(['mp4', 'mkv'])(
    'is cut by its default track if a thumbnail precedes it in %s',
    async (extension) => {
      const path = file(`thumbnail.${extension}`);
      const picture = file('thumbnail.jpg');
      await runFfmpeg(['-i', plain, '-frames:v', '1', '-y', picture]);
      await runFfmpeg([
        ...['-i', picture, '-i', plain, '-map', '0:v', '-map', '1:v', '-map', '1:a', '-c', 'copy'],
        ...['-disposition:v:0', '0', '-disposition:v:1', 'default', '-y', path],
      ]);
      const wanted = await known(path, 2, 4);
      expect(wanted.facts!.video).toMatchObject({ index: 1, codec: 'h264' });
      await cut([wanted], file('clip.mp4'), { runner });
      const frames = await readFrameNumbers(file('clip.mp4'), { ignoreEditList: true });
      expect(frames.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (__, i) => 30 + i)); // prettier-ignore
    },
  );
});

/** Gives the first track an edit list of two parts, in the space of the box that was there. */
function withTwoEdits(mp4: Buffer): Buffer {
  const bytes = Buffer.from(mp4);
  const at = bytes.indexOf('elst') - 4;
  const old = bytes.readUInt32BE(at);
  const row = 12;
  const list = bytes.subarray(at, at + old);
  const insert = Buffer.alloc(row);
  insert.writeUInt32BE(2000, 0);
  insert.writeUInt32BE(bytes.readUInt32BE(at + 16 + 4 + row * 0) + 60_000, 4);
  insert.writeUInt32BE(0x10000, 8);
  const grown = Buffer.concat([bytes.subarray(0, at + old), insert, bytes.subarray(at + old)]);
  list.copy(grown, at);
  grown.writeUInt32BE(2, at + 12);
  for (const type of ['elst', 'edts', 'trak', 'moov']) {
    const start = grown.lastIndexOf(type, at + 4) - 4;
    grown.writeUInt32BE(grown.readUInt32BE(start) + row, start);
  }
  return moved(grown, row);
}

/** Moves the chunks of all tracks by some bytes. */
function moved(mp4: Buffer, by: number): Buffer {
  for (let at = mp4.indexOf('stco'); at >= 0; at = mp4.indexOf('stco', at + 4)) {
    const count = mp4.readUInt32BE(at + 8);
    for (let i = 0; i < count; i++) {
      const place = at + 12 + i * 4;
      mp4.writeUInt32BE(mp4.readUInt32BE(place) + by, place);
    }
  }
  return mp4;
}

function renamed(bytes: Buffer, from: string, to: string): Buffer {
  const changed = Buffer.from(bytes);
  for (let at = changed.indexOf(from); at >= 0; at = changed.indexOf(from, at))
    changed.write(to, at);
  return changed;
}
