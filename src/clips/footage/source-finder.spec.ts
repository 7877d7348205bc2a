import { describe, expect, it } from '@jest/globals';
import type { CameraNaming } from '../../events/placing/camera-naming.js';
import type { FootageFile } from '../../events/footage/footage-file.js';
import type { FootageRecording, FootageSource } from '../../events/footage/footage-source.js';
import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';
import { FootageMissingError, FootageReplacedError } from '../../media/footage/footage-errors.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import type { ClipSource } from '../model/clip-options.js';
import type { KnownFootage } from './known-footage.js';
import { SourceFinder } from './source-finder.js';
import type { SourceFiles } from './source-files.js';
import type { FailedSources } from './usable-pieces.js';
import type { VideoSources } from './video-sources.js';

const INTERVAL = { startsAtMs: 10_000, endsAtMs: 20_000 };

/**
 * Paths name what a file shows in seconds, as `0-30`, or its pieces, as `0-9+12-30`; `gone` is missing and
 * `broken` fails the disk; `killed` is read by a process that the system ends.
 */
function shown(path: string) {
  if (path === 'gone') return Promise.reject(new FootageMissingError());
  if (path === 'killed') return Promise.reject(new FfmpegError('killed', { args: [] }));
  if (path === 'broken') return Promise.reject(new Error('EIO'));
  const extents = path.split('+').map((text) => {
    const [from, to] = text.split('-').map((second) => (second ? parseInt(second, 10) : Infinity));
    return { from: from!, to: to! };
  });
  const [startsAt, endsAt] = [extents[0]!.from, extents.at(-1)!.to];
  const pieces = extents.map(({ from, to }, index) => ({
    ...{ piece: { fromByte: index, toByte: index + 1, before: [] }, atSeconds: from - startsAt },
    facts: { video: { startTimeSeconds: 0, endTimeSeconds: to - from } },
  }));
  return Promise.resolve({
    ...{ path, startsAtMs: startsAt * 1000, endsAtMs: endsAt * 1000 },
    facts: pieces.length > 1 ? { pieces } : {},
    ...(path.endsWith('m') && { placing: placingOf(path) }),
  });
}

interface Given {
  video?: string;
  recordings?: string[];
  stills?: string[];
  /** Recordings of which the paths hold other files now. */
  replaced?: string[];
  hasRecordings?: boolean;
  /** The recordings before and after the interval. */
  beside?: [string?, string?];
}

/** Names end with `m` where a file was placed by its modification time. */
function placingOf(path: string) {
  const placedBy = path.endsWith('m') ? 'modified' : 'given';
  return {
    name: path,
    placedBy,
    unusable: placedBy === 'given' ? null : 'no time',
    timezone: 'UTC',
  };
}

function besides(path: string | undefined) {
  if (path === undefined) return Promise.resolve(null);
  const [from, to] = path.split('-').map((second) => new Date(parseInt(second, 10) * 1000));
  return Promise.resolve({ filePath: path, startedAt: from, endedAt: to });
}

/** Whether the naming is that of the event's camera. */
function ofFront({ timezone }: CameraNaming): true {
  expect(timezone).toBe('zone of front');
  return true;
}

function open(
  { video, recordings = [], stills = [], hasRecordings = false, ...given }: Given,
  source: ClipSource = 'auto',
  failed: FailedSources = new Map(),
) {
  const { beside = [], replaced = [] } = given;
  const finder = new SourceFinder(
    {
      hasRecordings: () => Promise.resolve(hasRecordings),
      recordingBefore: (_camera: string, at: Date) =>
        besides(at.getTime() === INTERVAL.startsAtMs ? beside[0] : 'wrong'),
      recordingAfter: (_camera: string, at: Date) =>
        besides(at.getTime() === INTERVAL.endsAtMs ? beside[1] : 'wrong'),
    } as unknown as FootageSource,
    {
      namingOf: (cameraId: string) => Promise.resolve({ timezone: `zone of ${cameraId}` }),
      open: (path: string, _: null, naming: CameraNaming) => ofFront(naming) && shown(path),
      openRecording: ({ filePath }: FootageRecording, naming: CameraNaming) =>
        ofFront(naming) && shown(filePath),
      placingOf: ({ filePath }: FootageRecording, naming: CameraNaming) =>
        ofFront(naming) && placingOf(filePath),
    } as unknown as VideoSources,
    {
      open: ({ filePath }: FootageFile) =>
        shown(filePath).then(() => ({ path: `/real/${filePath}` })),
    } as unknown as SourceFiles,
  );
  const known = {
    cameraId: 'front',
    video: video === undefined ? null : { path: video, startedAt: null },
    recordings: recordings.map((filePath) => ({ filePath })),
    replaced: replaced.map((filePath) => {
      const [from, to] = filePath.split('-').map((second) => new Date(parseInt(second, 10) * 1000));
      return { filePath, startedAt: from, endedAt: to };
    }),
    detections: stills.map((filePath, index) => ({ filePath, detectedAt: new Date(index) })),
  } as unknown as KnownFootage;
  return finder.open(known, INTERVAL, source, failed);
}

/** What was opened: the segments' files, or the stills. */
async function found(given: Given, source?: ClipSource, failed?: FailedSources) {
  const sources = await open(given, source, failed);
  const files =
    sources.kind === 'video'
      ? sources.segments.map((one) => one.source.path)
      : sources.stills.map(({ file }) => file.path);
  return { files, note: sources.note ?? null };
}

const MISSING = new FootageMissingError().message;
const BY_AGE = 'The start of ';
const WRONG =
  ' was taken from the modification time, which is wrong for copies. Give started_at for that file, or set CAMERA_FILE_PATTERN.';

describe('SourceFinder', () => {
  it.each<[string, Given]>([
    ['the video', { video: 'killed', recordings: ['0-30'], stills: ['1-1'] }],
    ['a recording', { recordings: ['killed', '0-30'], stills: ['1-1'] }],
  ])('leaves %s out for no killed process, but fails', async (_, given) => {
    await expect(open(given)).rejects.toMatchObject({ code: 'PROCESS_KILLED' });
  });

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
      `gone is not shown: ${MISSING}`,
    ],
    [
      'the stills that are there',
      { stills: ['gone', '1-', '2-'] },
      'auto',
      ['/real/1-', '/real/2-'],
      '1 of 3 still frames are missing.',
    ],
    [
      'what is left of recordings that were replaced',
      { recordings: ['5-15'], replaced: ['15-25', '2-9'] },
      'auto',
      ['5-15'],
      new FootageReplacedError('15-25').message,
    ],
    [
      'recordings without a word of those that they cover',
      { recordings: ['5-15', '15-25'], replaced: ['5-15'] },
      'auto',
      ['5-15', '15-25'],
      null,
    ],
    [
      'a file that was placed by its modification time, with a warning',
      { recordings: ['5-15', '15-25m', '30-40m'] },
      'auto',
      ['5-15', '15-25m'],
      `${BY_AGE}15-25m${WRONG}`,
    ],
    [
      'a file that was placed by its modification time, with all warnings',
      { recordings: ['gone', '5-25m'] },
      'auto',
      ['5-25m'],
      `gone is not shown: ${MISSING} ${BY_AGE}5-25m${WRONG}`,
    ],
    [
      'both notes',
      { video: 'gone', recordings: ['gone', '5-25'] },
      'auto',
      ['5-25'],
      `${MISSING} gone is not shown: ${MISSING}`,
    ],
  ])('uses %s', async (_, given, source, files, note) => {
    expect(await found(given, source)).toEqual({ files, note });
  });

  const noPicture = new ClipGenerationError('UNREADABLE_SOURCE', 'No picture.');
  // prettier-ignore
  it.each<[string, Given, string[], string[], string]>([
    ['other recordings', { recordings: ['5-15', '15-25'] }, ['5-15'], ['15-25'], '5-15 is not shown: No picture.'],
    ['other recordings, however few', { recordings: ['5-12', '12-16', '16-25'] }, ['5-12', '12-16'], ['16-25'], '5-12 is not shown: No picture. 2 of 3 recordings are left out.'],
    ['recordings for a video', { video: '0-30', recordings: ['5-25'] }, ['0-30'], ['5-25'], 'No picture.'],
    ['the other pieces of a recording', { recordings: ['5-12+12-16+16-25'] }, ['5-12+12-16+16-25 1'], ['5-12+12-16+16-25', '5-12+12-16+16-25'], 'Part of 5-12+12-16+16-25 is not shown: No picture.'],
    ['the other pieces of a video', { video: '5-12+12-25', recordings: ['5-25'] }, ['5-12+12-25 1'], ['5-12+12-25'], 'Part of 5-12+12-25 is not shown: No picture.'],
    ['what is left of recordings and pieces', { recordings: ['5-9+9-12', '12-16', '16-25'] }, ['5-9+9-12 1', '12-16'], ['16-25'], '12-16 is not shown: No picture. Part of 5-9+9-12 is not shown: No picture.'],
  ])('uses %s where there was no picture', async (_, given, failedKeys, files, note) => {
    const failed = new Map(failedKeys.map((key) => [key, noPicture]));
    expect(await found(given, 'auto', failed)).toEqual({ files, note });
  });

  it.each<[string, Given, string[]]>([
    ['the recording', { recordings: ['5-25'] }, ['5-25']],
    ['the piece that covers it', { recordings: ['0-9+9-25'] }, ['0-9+9-25 1']],
    ['the piece of a video that covers it', { video: '0-9+9-25' }, ['0-9+9-25 1']],
    ['every piece', { recordings: ['5-12+12-25'] }, ['5-12+12-25 0', '5-12+12-25 1']],
  ])('fails where %s gave no picture', async (_, given, failedKeys) => {
    const failed = new Map(failedKeys.map((key) => [key, noPicture]));
    await expect(open(given, 'auto', failed)).rejects.toBe(noPicture);
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
    [
      'how the footage was placed',
      { video: '30-40m' },
      'auto',
      'WINDOW_OUTSIDE_FOOTAGE',
      /The start of 30-40m was taken from the modification time.* set CAMERA_TIMEZONE/,
    ],
    [
      'the recordings beside the interval, and how they were placed',
      { hasRecordings: true, beside: ['1-2', '30-40m'] },
      'auto',
      'WINDOW_OUTSIDE_FOOTAGE',
      /1-2 runs from 1970-01-01T00:00:01.000Z to 1970-01-01T00:00:02.000Z. 30-40m runs from .*The start of 1-2 was given as started_at. The start of 30-40m was taken/,
    ],
    [
      'the one recording beside the interval',
      { hasRecordings: true, beside: [undefined, '30-40'] },
      'auto',
      'WINDOW_OUTSIDE_FOOTAGE',
      /no recording from \S+ to \S+ 30-40 runs from .* The start of 30-40 was given/,
    ],
    ['that there is no video', {}, 'video', 'VIDEO_NOT_FOUND', /no video/],
    ['that there are no stills', {}, 'auto', 'NO_VALID_IMAGES', /No still frame .* was taken from/],
    [
      'that there are no stills, whatever is recorded',
      { hasRecordings: true },
      'images',
      'NO_VALID_IMAGES',
      /No still frame/,
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
      'that the only recording was replaced',
      { replaced: ['5-25'] },
      'auto',
      'VIDEO_NOT_FOUND',
      /^5-25 was replaced since/,
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
