import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MediaFacts } from '../../formats/media-facts.js';
import type { MediaProbe } from '../../probe/media-probe.js';
import { readVideoSource, videoSourceOf } from './video-source.js';

const AT = Date.UTC(2026, 0, 3, 10);
const facts = (durationSeconds: number | null, starts: [file: number, video: number]) =>
  ({
    ...{ demuxer: 'mov', durationSeconds, startTimeSeconds: starts[0], sizeBytes: 1, audio: null },
    video: { startTimeSeconds: starts[1] },
  }) as unknown as MediaFacts;

describe('The interval of a video', () => {
  it.each<[string, number | null, [number, number], number]>([
    ['lasts as long as the file', 60, [0, 0], 60_000],
    ['is rounded to milliseconds', 1.00061, [0, 0], 1_001],
    ['is shorter where the sound begins first', 60, [1, 1.5], 59_500],
    ['does not depend on where the times of the file begin', 60, [1000, 1000], 60_000],
    ['of a file that is still being written has no end', null, [0, 0], Infinity],
  ])('%s', (_, durationSeconds, starts, lengthMs) => {
    const source = videoSourceOf('/a.mp4', facts(durationSeconds, starts), AT);
    expect(source).toMatchObject({ path: '/a.mp4', startsAtMs: AT, endsAtMs: AT + lengthMs });
  });

  it('needs a video', () => {
    const sound = { ...facts(60, [0, 0]), video: null };
    expect(() => videoSourceOf('/a.mp4', sound, AT)).toThrow(
      expect.objectContaining({ code: 'UNREADABLE_SOURCE' }),
    );
  });
});

describe('readVideoSource', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const MINUTE_MS = 60_000;
  const created = new Date(AT - 30 * MINUTE_MS);

  /** The start of a file that was last written at `AT`, and lasts a minute unless it is being written. */
  async function startOf(
    { name = '/rec/a.mp4', startedAt = null as Date | null, timezone = 'UTC' },
    creationTime: Date | null = null,
    durationSeconds: number | null = 60,
  ) {
    const path = join(folder, 'a.mp4');
    writeFileSync(path, '');
    utimesSync(path, new Date(AT), new Date(AT));
    const probed: unknown[] = [];
    const probe = {
      probe: (...given: unknown[]) => {
        probed.push(given);
        return Promise.resolve({ ...facts(durationSeconds, [0, 0]), creationTime });
      },
    } as unknown as MediaProbe;
    const { signal } = new AbortController();
    const source = await readVideoSource(probe, path, { startedAt, name, timezone }, signal);
    expect(probed).toEqual([[path, { signal }]]);
    expect(source.path).toBe(path);
    return source.startsAtMs - AT;
  }

  it('places the video as given, by its name, by its creation time, or by when it was written', async () => {
    const named = { name: '/rec/2026-01-03_11-00-00.mp4', timezone: 'Europe/Berlin' };
    expect(await startOf({ ...named, startedAt: new Date(AT + 5) }, created)).toBe(5);
    expect(await startOf(named, created)).toBe(0);
    expect(await startOf({}, created)).toBe(-30 * MINUTE_MS);
    expect(await startOf({})).toBe(-MINUTE_MS);
  });

  it('takes a video that is being written for one that begins when it was written', async () => {
    expect(await startOf({}, null, null)).toBe(0);
  });
});
