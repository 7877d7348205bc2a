import { describe, expect, it, jest } from '@jest/globals';
import { type ClipFileRecord, ClipRecords } from './clip-records.js';
import type { StoredFile } from './clip-storage.js';
import { ContentTags } from './content-tags.js';

const RECORDED = 'a'.repeat(64);
const COMPUTED = 'b'.repeat(64);
const GENERATED = new Date('2026-01-03T10:30:00Z');
const FILE: StoredFile = {
  name: '7_clip.mp4',
  bytes: 1000,
  modifiedAt: new Date(GENERATED.getTime() - 100),
  version: '1',
};
const RECORD: ClipFileRecord = { sha256: RECORDED, bytes: 1000, generatedAt: GENERATED };

function tagsWith(record: ClipFileRecord | null | Error) {
  const records = new ClipRecords();
  const find = jest.fn(() =>
    record instanceof Error ? Promise.reject(record) : Promise.resolve(record),
  );
  records.use(find);
  const compute = jest.fn(() => Promise.resolve(COMPUTED));
  return { tags: new ContentTags(records), find, compute };
}

describe('ContentTags', () => {
  it('takes the hash of an unchanged file from its record, without reading it', async () => {
    const { tags, find, compute } = tagsWith(RECORD);
    expect(await tags.of(FILE, compute)).toBe(RECORDED);
    expect(await tags.of({ ...FILE }, compute)).toBe(RECORDED);
    expect(find.mock.calls).toEqual([['7_clip.mp4']]);
    expect(compute).not.toHaveBeenCalled();
  });

  it.each<[string, Partial<StoredFile>, ClipFileRecord | null | Error]>([
    ['of another size', { bytes: 999 }, RECORD],
    ['written to after it was recorded', { modifiedAt: new Date(GENERATED.getTime() + 1) }, RECORD],
    ['without a record', {}, null],
    ['whose record has no hash', {}, { ...RECORD, sha256: '' }],
    ['that is a poster', { name: 'posters/7.jpg' }, RECORD],
    ['whose record cannot be read', {}, new Error('database away')],
  ])('reads a file %s, once', async (_, change, record) => {
    const { tags, compute } = tagsWith(record);
    const file = { ...FILE, ...change };
    const tag = () => tags.of(file, compute);
    expect(await Promise.all([tag(), tag()])).toEqual([COMPUTED, COMPUTED]);
    expect(await tag()).toBe(COMPUTED);
    expect(compute).toHaveBeenCalledTimes(1);
  });

  it('looks at each version of a file again', async () => {
    const { tags, compute } = tagsWith(null);
    await tags.of(FILE, compute);
    await tags.of({ ...FILE, version: '2' }, compute);
    await tags.of({ ...FILE, name: '8_clip.mp4' }, compute);
    expect(compute).toHaveBeenCalledTimes(3);
  });

  it('knows the hash of a file that was just written', async () => {
    const { tags, find, compute } = tagsWith(null);
    tags.remember(FILE, RECORDED);
    expect(await tags.of(FILE, compute)).toBe(RECORDED);
    expect([find.mock.calls, compute.mock.calls]).toEqual([[], []]);
  });

  it('tries again after the file could not be read', async () => {
    const { tags, compute } = tagsWith(null);
    compute.mockRejectedValueOnce(new Error('EIO'));
    await expect(tags.of(FILE, compute)).rejects.toThrow('EIO');
    expect(await tags.of(FILE, compute)).toBe(COMPUTED);
  });

  it('does not wait long for a database that does not answer', async () => {
    const records = new ClipRecords();
    records.use(() => new Promise(() => undefined));
    jest.useFakeTimers();
    try {
      const tag = new ContentTags(records).of(FILE, () => Promise.resolve(COMPUTED));
      await jest.advanceTimersByTimeAsync(2_000);
      expect(await tag).toBe(COMPUTED);
    } finally {
      jest.useRealTimers();
    }
  });

  it('forgets the oldest of many files', async () => {
    const { tags, compute } = tagsWith(null);
    for (let version = 0; version <= 10_000; version++) {
      tags.remember({ ...FILE, version: String(version) }, RECORDED);
    }
    expect(await tags.of({ ...FILE, version: '1' }, compute)).toBe(RECORDED);
    expect(await tags.of({ ...FILE, version: '0' }, compute)).toBe(COMPUTED);
  });
});
