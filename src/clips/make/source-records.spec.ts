import { describe, expect, it } from '@jest/globals';
import type { ClipSources } from '../footage/clip-sources.js';
import type { Produced } from './produced.js';
import { sourceRecords } from './source-records.js';

const BEGAN = Date.UTC(2026, 0, 3, 10);
const time = (seconds: number) => new Date(BEGAN + seconds * 1000).toISOString();
const interval = (from: number, to: number) => ({
  startsAtMs: BEGAN + from * 1000,
  endsAtMs: BEGAN + to * 1000,
});
const identity = { sizeBytes: 9, modifiedAtMs: BEGAN, inode: '7', isClosed: true, samples: null };
const file = (name: string) => ({
  ...{ kind: 'recording', id: name, filePath: `/linked/${name}`, path: `/real/${name}`, identity },
});
const recorded = { size_bytes: 9, modified_at: time(0), inode: '7', samples: null };

/** @param segments the name of each file, when it starts, and which part of it a clip shows */
function ofVideo(segments: [string, number, number, number][], shown: [number, number][]) {
  const sources = {
    kind: 'video',
    segments: segments.map(([name, startsAt, from, to]) => ({
      ...interval(from, to),
      source: {
        ...{ startsAtMs: BEGAN + startsAt * 1000, placing: { placedBy: 'file_name' } },
        ...(name !== '' && { file: file(name) }),
      },
    })),
  } as unknown as ClipSources;
  const produced = { shown: shown.map(([from, to]) => interval(from, to)) } as unknown as Produced;
  return sourceRecords(sources, produced);
}

function ofStills(paths: string[], stills: Produced['stills']) {
  const sources = {
    kind: 'images',
    stills: paths.map((name, index) => ({
      ...{ file: file(name), takenAtMs: BEGAN + index * 1000 },
    })),
  } as unknown as ClipSources;
  return sourceRecords(sources, { stills } as unknown as Produced);
}

describe('The sources of a clip', () => {
  it('are its files, with where each starts and what of it is shown', () => {
    const shown: [number, number][] = [
      [2, 4],
      [4, 5],
      [6, 7.5],
    ];
    const part = ([from, to]: [number, number]) => ({ starts_at: time(from), ends_at: time(to) });
    const source = {
      kind: 'recording',
      ...recorded,
      placed_by: 'file_name',
      piece: null,
      frame: null,
    };
    expect(
      ofVideo(
        [
          ['a', -2, 2, 4],
          ['b', 4, 4, 8],
        ],
        shown,
      ),
    ).toEqual([
      { ...source, id: 'a', file_name: 'a', starts_at: time(-2), shown: [part(shown[0]!)] },
      { ...source, id: 'b', file_name: 'b', starts_at: time(4), shown: shown.slice(1).map(part) },
    ]);
  });

  it.each<[string, [number, number], number]>([
    ['begins with a segment, rounded', [3.999, 5], 1],
    ['is shown a little longer than its segment', [3, 4.05], 0],
    ['is the one frame at an instant, taken before it', [1.9, 2.1], 0],
  ])('have a part that %s', (_, part, index) => {
    const found = ofVideo(
      [
        ['a', 0, 2, 4],
        ['b', 4, 4, 8],
      ],
      [part],
    );
    expect(found.map(({ shown }) => shown.length)).toEqual(index === 0 ? [1, 0] : [0, 1]);
  });

  it('are none where the caller opened the file itself', () => {
    expect(ofVideo([['', 0, 0, 1]], [[0, 1]])).toEqual([]);
  });

  it('are the stills that are shown, each with its frame', () => {
    const stills = { shown: ['/real/a', '/real/c'], areCertain: true };
    const still = { ...recorded, kind: 'recording', placed_by: null, piece: null, shown: [] };
    expect(ofStills(['a', 'b', 'c'], stills)).toEqual([
      { ...still, id: 'a', file_name: 'a', starts_at: time(0), frame: 0 },
      { ...still, id: 'c', file_name: 'c', starts_at: time(2), frame: 1 },
    ]);
  });

  it('are stills of unknown frames where one turned out to be damaged', () => {
    const found = ofStills(['a', 'b'], { shown: ['/real/a', '/real/b'], areCertain: false });
    expect(found.map(({ frame }) => frame)).toEqual([null, null]);
  });
});
