import { describe, expect, it } from '@jest/globals';
import { ClipRecords } from '../storage/clip-records.js';
import type { OpenClipFile } from '../storage/clip-storage.js';
import { MemoryClipStorage } from '../storage/testing/memory-clip-storage.js';
import { ClipVersions } from './clip-versions.js';

const [ONE, TWO] = ['1'.repeat(64), '2'.repeat(64)] as const;
const of = (sha256: string) => sha256.slice(0, 16);
const name = '7_clip.gif';

function versionsOf(recorded: string | null): ClipVersions {
  const records = new ClipRecords();
  records.use((fileName) =>
    Promise.resolve(
      recorded !== null && fileName === name
        ? { sha256: recorded, bytes: 1, generatedAt: new Date() }
        : null,
    ),
  );
  return new ClipVersions(records, new MemoryClipStorage());
}

describe('ClipVersions', () => {
  it.each<[string, string, string | null, string, boolean]>([
    ['of its content', ONE, null, of(ONE), true],
    ['of its content, whatever is recorded', ONE, TWO, of(TWO), false],
    ['that is recorded, if the storage has other tags', 'etag-7', TWO, of(TWO), true],
    ['of another record', 'etag-7', TWO, of(ONE), false],
    ['of no record', 'etag-7', null, '', false],
    ['that is empty', ONE, ONE, '', false],
    ['that is the whole hash', ONE, ONE, ONE, false],
  ])('know whether a file is the version %s', async (_, tag, recorded, version, expected) => {
    const file = { name, contentTag: () => Promise.resolve(tag) } as OpenClipFile;
    expect(await versionsOf(recorded).isVersion(file, version)).toBe(expected);
  });

  it.each([
    [ONE, of(ONE), true],
    [TWO, of(ONE), false],
    [null, of(ONE), false],
  ])('know whether the clip recorded as %j is %j', async (recorded, version, expected) => {
    expect(await versionsOf(recorded).isRecorded(7, version)).toBe(expected);
  });
});
