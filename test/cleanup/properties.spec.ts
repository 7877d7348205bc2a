import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { CleanupSettings } from '../../src/cleanup/cleanup.module-definition.js';
import {
  type CleanupApp,
  createSite,
  DAY,
  HOUR,
  type Site,
  startCleanupApp,
  TestClock,
} from './cleanup-app.js';
import { clear, idsIn, seed } from './seed.js';

jest.setTimeout(60_000);

const NOW = new Date();
const ago = (milliseconds: number) => new Date(NOW.getTime() - milliseconds);
const LIMIT = 30 * DAY;

/** Ages around the limit, and far from it. */
const age = fc.oneof(
  fc.constantFrom(LIMIT - 1, LIMIT, LIMIT + 1),
  fc.integer({ min: 0, max: 60 }).map((days) => days * DAY),
);

const event = fc.record({
  /** Started, ended: the larger age first. */
  ages: fc.tuple(age, age).map(([a, b]) => [Math.max(a, b), Math.min(a, b)] as const),
  hasEnded: fc.boolean(),
  detections: fc.array(age, { maxLength: 2 }),
  clip: fc.option(
    fc.record({
      bytes: fc.integer({ min: 1, max: 50 }),
      isProtected: fc.boolean(),
      isThere: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
      poster: fc.boolean(),
      madeAgo: fc.integer({ min: 0, max: 5 }).map((hours) => hours * HOUR),
    }),
  ),
});

const stray = fc.record({
  name: fc.constantFrom(
    '900_clip.mp4',
    '901_clip.gif',
    'posters/900.jpg',
    'notes.txt',
    '0_clip.mp4',
  ),
  isOld: fc.boolean(),
});

const site = fc.record({
  events: fc.array(event, { maxLength: 12 }),
  strays: fc.uniqueArray(stray, { maxLength: 4, selector: ({ name }) => name }),
  maxBytes: fc.option(fc.integer({ min: 1, max: 200 })),
});

type GeneratedEvent = ReturnType<typeof event.generate>['value'];

/** What the rules leave, computed as simply as possible. */
function expected(events: readonly (GeneratedEvent & { id: number })[], maxBytes: number | null) {
  const endAge = ({ ages: [started, ended], hasEnded, detections }: GeneratedEvent) =>
    hasEnded ? ended : Math.min(started, ...detections);
  const kept = events.filter((one) => endAge(one) <= LIMIT || one.clip?.isProtected);
  const clips = kept.flatMap(({ id, clip }) => (clip ? [{ id, ...clip }] : []));
  const there = clips.filter((clip) => clip.isThere);
  let used = there.reduce((sum, clip) => sum + clip.bytes, 0);
  const oldestFirst = there
    .filter((clip) => !clip.isProtected)
    .sort((a, b) => b.madeAgo - a.madeAgo || a.id - b.id);
  const squeezed = new Set<number>();
  for (const clip of oldestFirst) {
    if (maxBytes === null || used <= maxBytes) break;
    used -= clip.bytes;
    squeezed.add(clip.id);
  }
  const left = clips.filter((clip) => !squeezed.has(clip.id));
  return {
    events: kept.map(({ id }) => id),
    detections: kept.reduce((sum, one) => sum + one.detections.length, 0),
    clips: left.map(({ id }) => id),
    marked: left.filter((clip) => !clip.isThere).map(({ id }) => id),
    files: left.flatMap(({ id, isThere, poster }) => [
      ...(isThere ? [`${id}_clip.mp4`] : []),
      ...(poster ? [`posters/${id}.jpg`] : []),
    ]),
  };
}

describe('A cleanup of arbitrary data', () => {
  let place: Site;
  let app: CleanupApp;

  beforeAll(async () => {
    place = await createSite();
    app = await startCleanupApp(place, {}, new TestClock(NOW));
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  async function build({ events, strays, maxBytes }: ReturnType<typeof site.generate>['value']) {
    await clear(app, place);
    app.get<{ maxBytes: number | null }>(CleanupSettings).maxBytes = maxBytes;
    const ids = await seed(
      app.dataSource,
      place,
      events.map(({ ages: [started, ended], hasEnded, detections, clip }) => ({
        startedAt: ago(started),
        endedAt: hasEnded ? ago(ended) : null,
        detections: detections.map(ago),
        clip: clip && {
          content: clip.isThere ? 'x'.repeat(clip.bytes) : null,
          bytes: clip.bytes,
          isProtected: clip.isProtected,
          poster: clip.poster,
          generatedAt: ago(clip.madeAgo),
        },
      })),
    );
    for (const { name, isOld } of strays) await place.file(name, 'x', ago(isOld ? 2 * HOUR : 0));
    return events.map((one, index) => ({ ...one, id: ids[index]! }));
  }

  const staying = (strays: readonly { name: string; isOld: boolean }[]) =>
    strays
      .filter(({ name, isOld }) => !isOld || ['notes.txt', '0_clip.mp4'].includes(name))
      .map(({ name }) => name);

  it('removes exactly what the rules name and the preview counted, and then nothing more', async () => {
    await fc.assert(
      fc.asyncProperty(site, async (given) => {
        const events = await build(given);
        const { files, marked, ...rows } = expected(events, given.maxBytes);

        // A folder without a clip would stop the run.
        const preview = await app.cleanup.run({ dryRun: true, force: true });
        const result = await app.cleanup.run({ force: true });
        expect(result).toEqual({ ...preview, dry_run: false });

        const { dataSource } = app;
        expect({
          events: await idsIn(dataSource, 'events'),
          detections: (await idsIn(dataSource, 'detections')).length,
          clips: await idsIn(dataSource, 'clips'),
        }).toEqual(rows);
        const missing = await dataSource.query<{ id: number }[]>(
          'SELECT event_id AS id FROM clips WHERE missing_since IS NOT NULL ORDER BY 1',
        );
        expect(missing.map(({ id }) => id)).toEqual(marked);
        expect(await place.files()).toEqual([...files, ...staying(given.strays)].sort());
        expect(await dataSource.query('SELECT * FROM clip_tombstones')).toEqual([]);

        const again = await app.cleanup.run({ force: true });
        for (const counts of Object.values({ ...again.reasons })) {
          expect(Object.values(counts).every((count) => count === 0)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});
