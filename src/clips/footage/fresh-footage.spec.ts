import { describe, expect, it } from '@jest/globals';
import { EventClipsError } from '../../common/event-clips-error.js';
import { type FootageRecording, FootageSource } from '../../events/footage/footage-source.js';
import { FfmpegError } from '../../ffmpeg/ffmpeg-error.js';
import type { MediaFacts } from '../../formats/media-facts.js';
import type { FileIdentity } from '../../media/footage/file-identity.js';
import { FootageReplacedError } from '../../media/footage/footage-errors.js';
import { clipInputs } from './clip-inputs.js';
import { FreshFootageFinder } from './fresh-footage.js';
import type { VideoSources } from './video-sources.js';

const interval = { startsAtMs: 10_000, endsAtMs: 20_000 };
const recording = (id: number, from: number, to: number): FootageRecording => ({
  ...{ id, filePath: `/${id}` },
  ...{ startedAt: new Date(from * 1000), endedAt: new Date(to * 1000) },
});
const facts = (seconds: number) =>
  ({ sizeBytes: 1, video: { startTimeSeconds: 0, endTimeSeconds: seconds } }) as MediaFacts;

/** Footage of a host that stores nothing of what files contain. */
class HostFootage extends FootageSource {
  constructor(
    private readonly rows: FootageRecording[],
    private readonly before: FootageRecording | null = null,
  ) {
    super();
  }
  recordings = () => Promise.resolve(this.rows);
  override recordingBefore = () => Promise.resolve(this.before);
}

/** @param lengths how many seconds each file has now; an error: it cannot be read */
function find(source: FootageSource, lengths: Record<number, number | Error>, ageMs = 60_000) {
  const look = ({ id }: FootageRecording) => {
    const length = lengths[id as number];
    if (length instanceof Error) return Promise.reject(length);
    const changed = length === undefined ? null : facts(length);
    const identity = { modifiedAtMs: Date.now() - ageMs } as FileIdentity;
    return Promise.resolve({ identity, changed });
  };
  const finder = new FreshFootageFinder(source, { look } as unknown as VideoSources);
  return finder.find({ cameraId: 'front', videoPath: null }, interval);
}

describe('Fresh footage', () => {
  it('has recordings as they are, with the inputs by which a host knows them', async () => {
    const { recordings, stored } = await find(new HostFootage([recording(1, 0, 15)]), { 1: 14.9 });
    expect(recordings).toEqual([{ ...recording(1, 0, 14.9), facts: facts(14.9) }]);
    expect(clipInputs(stored, interval)).toEqual(['recording:1:10000:15000']);
  });

  it('has an earlier recording that has grown into the interval', async () => {
    const source = new HostFootage([], recording(7, 0, 5));
    expect((await find(source, { 7: 12 })).recordings).toMatchObject([{ id: 7 }]);
    expect((await find(source, { 7: 9 })).recordings).toEqual([]);
    expect((await find(source, {})).recordings).toEqual([]);
  });

  it('has an earlier recording once', async () => {
    const source = new HostFootage([recording(7, 0, 15)], recording(7, 0, 15));
    expect((await find(source, {})).recordings).toEqual([recording(7, 0, 15)]);
  });

  it('has no recording that turns out not to overlap the interval', async () => {
    const source = new HostFootage([recording(1, 0, 1e9), recording(2, 12, 30)]);
    expect((await find(source, { 1: 6 })).recordings).toEqual([recording(2, 12, 30)]);
  });

  it('has a recording that cannot be read, without facts', async () => {
    const source = new HostFootage([{ ...recording(1, 0, 15), facts: facts(15) }]);
    const unreadable = new EventClipsError('UNREADABLE_SOURCE', 400, 'No video.');
    expect((await find(source, { 1: unreadable })).recordings).toMatchObject([
      { id: 1, facts: null },
    ]);
    await expect(find(source, { 1: new Error('EIO') })).rejects.toThrow('EIO');
    const killed = new FfmpegError('killed', { args: [] });
    await expect(find(source, { 1: killed })).rejects.toBe(killed);
  });

  it('has a recording whose path holds another file now only among those that were replaced', async () => {
    const source = new HostFootage([recording(1, 0, 15), recording(2, 12, 30)], recording(3, 0, 9));
    const error = new FootageReplacedError('a.mp4');
    const found = await find(source, { 1: error, 3: error });
    expect(found.recordings).toEqual([recording(2, 12, 30)]);
    expect(found.replaced).toMatchObject([{ id: 1 }]);
  });

  it.each([
    [5_000, true],
    [20_000, false],
  ])('whose file was written to %d ms ago may grow: %p', async (ageMs, mayGrow) => {
    const source = new HostFootage([recording(1, 0, 15)]);
    expect((await find(source, {}, ageMs)).mayGrow).toBe(mayGrow);
  });
});
