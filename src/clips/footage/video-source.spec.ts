import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MediaFacts, PieceFacts } from '../../formats/media-facts.js';
import type { MediaProbe } from '../../probe/media-probe.js';
import { piecesOf, readVideoSource, videoSourceOf } from './video-source.js';

const AT = Date.UTC(2026, 0, 3, 10);
/** Of a file with sound that begins at 0. */
const facts = (startTimeSeconds: number, endTimeSeconds: number | null) =>
  ({
    ...{ demuxer: 'mov', startTimeSeconds: 0, sizeBytes: 1, audio: null },
    video: { startTimeSeconds, endTimeSeconds },
  }) as unknown as MediaFacts;

describe('The interval of a video', () => {
  it.each<[string, from: number, to: number | null, number]>([
    ['lasts as long as the pictures', 0, 60, 60_000],
    ['is rounded to milliseconds', 0, 1.00061, 1_001],
    ['is rounded without an error of computing', 0.1, 0.3005, 201],
    ['begins with the first picture, though the sound begins before', 1.5, 60, 58_500],
    ['does not depend on where the times of the file begin', 1000, 1060, 60_000],
    ['of a file whose end is not known has no end', 0, null, Infinity],
  ])('%s', (_, from, to, lengthMs) => {
    const source = videoSourceOf('/a.mp4', facts(from, to), AT);
    expect(source).toMatchObject({ path: '/a.mp4', startsAtMs: AT, endsAtMs: AT + lengthMs });
  });

  it('needs a video', () => {
    const sound = { ...facts(0, 60), video: null };
    expect(() => videoSourceOf('/a.mp4', sound, AT)).toThrow(
      expect.objectContaining({ code: 'UNREADABLE_SOURCE' }),
    );
  });
});

describe('The sources that a video is of', () => {
  const source = (pieces?: PieceFacts[]) =>
    videoSourceOf('/a.ts', { ...facts(100, 130), ...(pieces && { pieces }) }, AT);

  it('are the file, where its clock does not start again', () => {
    expect(piecesOf(source())).toEqual([source()]);
    expect(piecesOf(source([]))).toEqual([source([])]);
  });

  it('are its pieces, each of the length of its own pictures', () => {
    const piece = (fromByte: number, toByte: number) => ({ fromByte, toByte, before: [] });
    const pieces: PieceFacts[] = [
      { piece: piece(0, 10), atSeconds: 0, facts: facts(100, 110) },
      { piece: piece(10, 30), atSeconds: 10.0006, facts: facts(1, 21) },
    ];
    expect(piecesOf(source(pieces))).toEqual([
      {
        ...{ path: '/a.ts', piece: piece(0, 10), facts: facts(100, 110) },
        ...{ startsAtMs: AT, endsAtMs: AT + 10_000 },
      },
      {
        ...{ path: '/a.ts', piece: piece(10, 30), facts: facts(1, 21) },
        ...{ startsAtMs: AT + 10_001, endsAtMs: AT + 30_001 },
      },
    ]);
  });
});

it('The pieces of a video know how it was placed', () => {
  const placing = { name: 'a', placedBy: 'modified', unusable: null, timezone: 'UTC' } as const;
  const piece: PieceFacts = {
    piece: { fromByte: 0, toByte: 1, before: [] },
    ...{ atSeconds: 0, facts: facts(0, 1) },
  };
  const source = videoSourceOf('/a.ts', { ...facts(0, 1), pieces: [piece] }, AT);
  expect(piecesOf({ ...source, placing })[0]?.placing).toBe(placing);
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
    endTimeSeconds: number | null = 60,
  ) {
    const path = join(folder, 'a.mp4');
    writeFileSync(path, '');
    utimesSync(path, new Date(AT), new Date(AT));
    const probed: unknown[] = [];
    const probe = {
      probe: (...given: unknown[]) => {
        probed.push(given);
        return Promise.resolve({ ...facts(0, endTimeSeconds), creationTime });
      },
    } as unknown as MediaProbe;
    const { signal } = new AbortController();
    const source = await readVideoSource(
      probe,
      path,
      { startedAt, name, naming: { timezone } },
      signal,
    );
    expect(probed).toEqual([[path, { signal }]]);
    expect(source.path).toBe(path);
    expect(source.placing?.name).toBe(name.replace('/rec/', ''));
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
