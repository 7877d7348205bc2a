import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CameraNaming } from '../../events/placing/camera-naming.js';
import type { CameraNamings } from '../../events/records/camera-namings.js';
import { type FootageRecording, FootageSource } from '../../events/footage/footage-source.js';
import { StartLimits } from '../../events/placing/start-limits.js';
import type { MediaFacts } from '../../formats/media-facts.js';
import { NOT_ISOLATED } from '../../isolation/file-isolation.js';
import type { FootageRoots } from '../../media/footage/footage-roots.js';
import type { MediaProbe } from '../../probe/media-probe.js';
import type { ClipsOptions } from '../clips.module-definition.js';
import { SourceFiles } from './source-files.js';
import { VideoSources } from './video-sources.js';

const AT = Date.UTC(2026, 0, 3, 10);
const BYTES = 7;
const WRITTEN = new Date('2026-01-03T11:00:01Z');
const facts = (sizeBytes: number, endTimeSeconds: number) =>
  ({
    ...{ demuxer: 'mov', startTimeSeconds: 0, sizeBytes, audio: null },
    ...{ creationTime: null, video: { startTimeSeconds: 0, endTimeSeconds } },
  }) as unknown as MediaFacts;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
  writeFileSync(join(folder, 'a.mp4'), Buffer.alloc(BYTES));
  utimesSync(join(folder, 'a.mp4'), WRITTEN, WRITTEN);
});
afterAll(() => rmSync(folder, { recursive: true }));

const NAMING: CameraNaming = { timezone: 'Asia/Kathmandu' };
class NoFootage extends FootageSource {
  recordings = () => Promise.resolve([]);
}

/** Files of the folder, which last 60 s when they are probed. */
function sources() {
  const probed: unknown[][] = [];
  const resolve = (path: string) => Promise.resolve(join(folder, path));
  const roots = { resolve, files: NOT_ISOLATED };
  const probe = {
    probe: (...args: unknown[]) => {
      probed.push(args);
      return Promise.resolve(facts(BYTES, 60));
    },
  };
  const videos = new VideoSources(
    { cameraTimezone: 'Asia/Tokyo' } as ClipsOptions,
    probe as unknown as MediaProbe,
    new SourceFiles(new NoFootage(), roots as unknown as FootageRoots),
    { of: (id: string, defaults: CameraNaming) => Promise.resolve({ ...defaults, pattern: id }) } as unknown as CameraNamings, // prettier-ignore
    new StartLimits({ now: () => new Date(AT) }),
  );
  return { videos, probed };
}

describe('A recording', () => {
  const recording = (known: MediaFacts | null) =>
    ({ filePath: 'a.mp4', startedAt: new Date(AT), facts: known }) as unknown as FootageRecording;

  it.each<[string, MediaFacts | null, seconds: number, times: number]>([
    ['is opened by its facts', facts(BYTES - 1, 30), 30, 0],
    ['is probed where nothing is known of it', null, 60, 1],
  ])('%s', async (_, known, seconds, times) => {
    const { videos, probed } = sources();
    const path = join(folder, 'a.mp4');
    expect(await videos.openRecording(recording(known), NAMING)).toMatchObject({
      ...{ path, startsAtMs: AT, endsAtMs: AT + seconds * 1000 },
    });
    expect(probed).toEqual(Array.from({ length: times }, () => [path, {}]));
  });

  it('knows how it was placed, if its footage source does', async () => {
    const { videos } = sources();
    const placed = { ...recording(facts(BYTES, 30)), placedBy: 'modified' as const };
    expect((await videos.openRecording(placed, NAMING)).placing).toEqual({
      ...{ name: 'a.mp4', placedBy: 'modified', unusable: 'no time', timezone: 'Asia/Kathmandu' },
    });
    expect(
      (await videos.openRecording(recording(facts(BYTES, 30)), NAMING)).placing,
    ).toBeUndefined();
  });

  it('is probed until the signal aborts', async () => {
    const { videos, probed } = sources();
    const { signal } = new AbortController();
    await videos.openRecording(recording(null), NAMING, signal);
    expect(probed).toEqual([[join(folder, 'a.mp4'), { signal }]]);
  });
});

describe('A look at a recording', () => {
  it.each<[string, number | null, MediaFacts | null]>([
    ['finds no change where the file has the size of its facts', BYTES, null],
    ['probes a file that has grown', BYTES - 1, facts(BYTES, 60)],
    ['probes a file that has become shorter', BYTES + 1, facts(BYTES, 60)],
    ['probes a file of which nothing is known', null, facts(BYTES, 60)],
  ])('%s', async (_, sizeBytes, changed) => {
    const { videos, probed } = sources();
    const { signal } = new AbortController();
    const known = sizeBytes === null ? null : facts(sizeBytes, 30);
    const recording = { filePath: 'a.mp4', facts: known } as unknown as FootageRecording;
    expect(await videos.look(recording, signal)).toEqual({
      identity: expect.objectContaining({ modifiedAtMs: WRITTEN.getTime(), sizeBytes: BYTES }),
      changed,
    });
    expect(probed).toEqual(changed ? [[join(folder, 'a.mp4'), { signal }]] : []);
  });
});

describe('A camera', () => {
  it('names its files as is set for it, in the zone of all cameras by default', async () => {
    const { videos } = sources();
    expect(await videos.namingOf('front')).toEqual({ timezone: 'Asia/Tokyo', pattern: 'front' });
  });
});

describe('A video', () => {
  it('is placed by its own name, in the zone of its camera', async () => {
    writeFileSync(join(folder, '2026-01-03_15-45-00.mp4'), '');
    const { videos } = sources();
    const source = await videos.open('2026-01-03_15-45-00.mp4', null, NAMING);
    expect(source.startsAtMs).toBe(AT);
  });

  it('is placed as its caller says', async () => {
    const { videos, probed } = sources();
    const { signal } = new AbortController();
    expect((await videos.open('a.mp4', new Date(AT + 5), NAMING, signal)).startsAtMs).toBe(AT + 5);
    expect(probed).toEqual([[join(folder, 'a.mp4'), { signal }]]);
  });
});
