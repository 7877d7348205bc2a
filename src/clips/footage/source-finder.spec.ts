import { describe, expect, it } from '@jest/globals';
import type { FootageRecording, FootageSource } from '../../events/footage/footage-source.js';
import { FootageMissingError } from '../../media/footage/footage-errors.js';
import type { FootageRoots } from '../../media/footage/footage-roots.js';
import type { ClipSource } from '../model/clip-options.js';
import type { KnownFootage } from './known-footage.js';
import { SourceFinder } from './source-finder.js';
import type { VideoSources } from './video-sources.js';

const INTERVAL = { startsAtMs: 10_000, endsAtMs: 20_000 };

/** Paths name what a file shows in seconds, as `0-30`; `gone` is missing and `broken` fails the disk. */
function shown(path: string) {
  if (path === 'gone') return Promise.reject(new FootageMissingError());
  if (path === 'broken') return Promise.reject(new Error('EIO'));
  const [from, to] = path.split('-').map((text) => (text ? Number(text) * 1000 : Infinity));
  return Promise.resolve({ path, startsAtMs: from, endsAtMs: to });
}

interface Given {
  video?: string;
  recordings?: string[];
  stills?: string[];
  hasRecordings?: boolean;
}

function open(
  { video, recordings = [], stills = [], hasRecordings = false }: Given,
  source: ClipSource = 'auto',
) {
  const finder = new SourceFinder(
    { hasRecordings: () => Promise.resolve(hasRecordings) } as unknown as FootageSource,
    {
      open: shown,
      openRecording: ({ filePath }: FootageRecording) => shown(filePath),
    } as unknown as VideoSources,
    {
      resolve: (path: string) => shown(path).then(() => `/real/${path}`),
    } as unknown as FootageRoots,
  );
  const known = {
    cameraId: 'front',
    video: video === undefined ? null : { path: video, startedAt: null },
    recordings: recordings.map((filePath) => ({ filePath })),
    detections: stills.map((filePath, index) => ({ filePath, detectedAt: new Date(index) })),
  } as unknown as KnownFootage;
  return finder.open(known, INTERVAL, source);
}

/** What was opened: the segments' files, or the stills. */
async function found(given: Given, source?: ClipSource) {
  const sources = await open(given, source);
  const files =
    sources.kind === 'video' ? sources.segments.map((one) => one.source.path) : sources.paths;
  return { files, note: sources.note ?? null };
}

const MISSING = new FootageMissingError().message;

describe('SourceFinder', () => {
  it.each<[string, Given, ClipSource, string[], string | null]>([
    ['the video first', { video: '0-30', recordings: ['5-25'] }, 'auto', ['0-30'], null],
    ['the recordings', { recordings: ['5-15', '15-25'] }, 'auto', ['5-15', '15-25'], null],
    ['recordings for a video', { video: 'gone', recordings: ['5-25'] }, 'auto', ['5-25'], MISSING],
    ['stills last', { video: 'gone', stills: ['1-'] }, 'auto', ['/real/1-'], MISSING],
    [
      'stills alone where they are wanted',
      { video: '0-30', stills: ['1-'] },
      'images',
      ['/real/1-'],
      null,
    ],
    [
      'the recordings that can be read',
      { recordings: ['5-15', 'gone'] },
      'auto',
      ['5-15'],
      '1 of 2 recordings could not be read.',
    ],
    [
      'the stills that are there',
      { stills: ['gone', '1-', '2-'] },
      'auto',
      ['/real/1-', '/real/2-'],
      '1 of 3 still frames are missing.',
    ],
    [
      'both notes',
      { video: 'gone', recordings: ['gone', '5-25'] },
      'auto',
      ['5-25'],
      `${MISSING} 1 of 2 recordings could not be read.`,
    ],
  ])('uses %s', async (_, given, source, files, note) => {
    expect(await found(given, source)).toEqual({ files, note });
  });

  it.each<[string, Given, ClipSource, string, RegExp]>([
    ['the first failure', { video: 'gone', recordings: ['30-40'] }, 'auto', 'VIDEO_NOT_FOUND', /./],
    [
      'where the footage lies',
      { video: '30-40' },
      'auto',
      'WINDOW_OUTSIDE_FOOTAGE',
      /runs from 1970-01-01T00:00:30.000Z to 1970-01-01T00:00:40.000Z/,
    ],
    [
      'where open footage begins',
      { video: '30-' },
      'auto',
      'WINDOW_OUTSIDE_FOOTAGE',
      /starts at 1970-01-01T00:00:30.000Z,/,
    ],
    [
      'the extent of all recordings',
      { recordings: ['0-5', '30-40'] },
      'auto',
      'WINDOW_OUTSIDE_FOOTAGE',
      /runs from 1970-01-01T00:00:00.000Z to 1970-01-01T00:00:40.000Z/,
    ],
    [
      'that no recording covers it',
      { hasRecordings: true },
      'auto',
      'WINDOW_OUTSIDE_FOOTAGE',
      /no recording/,
    ],
    ['that there is no video', {}, 'video', 'VIDEO_NOT_FOUND', /no video/],
    ['that there are no stills', {}, 'auto', 'NO_VALID_IMAGES', /still frames/],
    [
      'that there are no stills, whatever is recorded',
      { hasRecordings: true },
      'images',
      'NO_VALID_IMAGES',
      /still frames/,
    ],
    ['that no still is there', { stills: ['gone'] }, 'images', 'NO_VALID_IMAGES', /still frames/],
    [
      'that the video is missing, and uses no stills',
      { video: 'gone', stills: ['1-'] },
      'video',
      'VIDEO_NOT_FOUND',
      /./,
    ],
    [
      'that all recordings are missing',
      { recordings: ['gone', 'gone'] },
      'auto',
      'VIDEO_NOT_FOUND',
      /./,
    ],
  ])('reports %s', async (_, given, source, code, message) => {
    const failure = expect.objectContaining({ code, message: expect.stringMatching(message) });
    await expect(open(given, source)).rejects.toEqual(failure);
  });

  it.each<[string, Given]>([
    ['video', { video: 'broken', recordings: ['0-30'] }],
    ['recording', { recordings: ['broken', '0-30'] }],
    ['still', { stills: ['broken', '1-'] }],
  ])(
    'fails where the disk fails for a %s, and takes it for no missing footage',
    async (_, given) => {
      await expect(open(given)).rejects.toThrow('EIO');
    },
  );
});
