import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FootageRecording } from '../../events/footage/footage-source.js';
import type { MediaFacts } from '../../formats/media-facts.js';
import type { FootageRoots } from '../../media/footage/footage-roots.js';
import type { MediaProbe } from '../../probe/media-probe.js';
import type { ClipsOptions } from '../clips.module-definition.js';
import { VideoSources } from './video-sources.js';

const AT = Date.UTC(2026, 0, 3, 10);
const BYTES = 7;
const facts = (sizeBytes: number, durationSeconds: number) =>
  ({
    ...{ demuxer: 'mov', durationSeconds, startTimeSeconds: 0, sizeBytes, audio: null },
    ...{ creationTime: null, video: { startTimeSeconds: 0 } },
  }) as unknown as MediaFacts;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
  writeFileSync(join(folder, 'a.mp4'), Buffer.alloc(BYTES));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Files of the folder, which last 60 s when they are probed. */
function sources() {
  const probed: unknown[][] = [];
  const roots = { resolve: (path: string) => Promise.resolve(join(folder, path)) };
  const probe = {
    probe: (...args: unknown[]) => {
      probed.push(args);
      return Promise.resolve(facts(BYTES, 60));
    },
  };
  const videos = new VideoSources(
    { cameraTimezone: 'Asia/Kathmandu' } as ClipsOptions,
    roots as unknown as FootageRoots,
    probe as unknown as MediaProbe,
  );
  return { videos, probed };
}

describe('A recording', () => {
  const recording = (known: MediaFacts | null) =>
    ({ filePath: 'a.mp4', startedAt: new Date(AT), facts: known }) as unknown as FootageRecording;

  it.each<[string, MediaFacts | null, seconds: number, times: number]>([
    ['is not probed where it is as it was', facts(BYTES, 30), 30, 0],
    ['is probed where it has grown', facts(BYTES - 1, 30), 60, 1],
    ['is probed where it has become shorter', facts(BYTES + 1, 30), 60, 1],
    ['is probed where nothing is known of it', null, 60, 1],
  ])('%s', async (_, known, seconds, times) => {
    const { videos, probed } = sources();
    const path = join(folder, 'a.mp4');
    expect(await videos.openRecording(recording(known))).toMatchObject({
      ...{ path, startsAtMs: AT, endsAtMs: AT + seconds * 1000 },
    });
    expect(probed).toEqual(Array.from({ length: times }, () => [path, {}]));
  });

  it('is probed until the signal aborts', async () => {
    const { videos, probed } = sources();
    const { signal } = new AbortController();
    await videos.openRecording(recording(null), signal);
    expect(probed).toEqual([[join(folder, 'a.mp4'), { signal }]]);
  });
});

describe('A video', () => {
  it('is placed by its own name, in the zone of the cameras', async () => {
    writeFileSync(join(folder, '2026-01-03_15-45-00.mp4'), '');
    const { videos } = sources();
    const source = await videos.open('2026-01-03_15-45-00.mp4', null);
    expect(source.startsAtMs).toBe(AT);
  });

  it('is placed as its caller says', async () => {
    const { videos, probed } = sources();
    const { signal } = new AbortController();
    expect((await videos.open('a.mp4', new Date(AT + 5), signal)).startsAtMs).toBe(AT + 5);
    expect(probed).toEqual([[join(folder, 'a.mp4'), { signal }]]);
  });
});
