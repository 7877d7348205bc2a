import { describe, expect, it } from '@jest/globals';
import {
  type FileChange,
  fileChange,
  type FileIdentity,
  type FileSamples,
  isSameIdentity,
  readStoredIdentity,
} from './file-identity.js';

const WRITING_MS = 60_000;
const A: FileSamples = { ends: 'a', body: 'a' };
const PATCHED: FileSamples = { ends: 'b', body: 'a' };
const OTHER: FileSamples = { ends: 'b', body: 'b' };

const stats = { sizeBytes: 100, modifiedAtMs: 1_000_000, inode: '7' };
const open: FileIdentity = { ...stats, isClosed: false, samples: null };
const sampled: FileIdentity = { ...open, samples: A };
const closed: FileIdentity = { ...stats, isClosed: true, samples: A };
const unread: FileIdentity = { ...closed, samples: null };

const same = stats;
const later = (ms: number) => ({ ...stats, modifiedAtMs: stats.modifiedAtMs + ms });
const larger = { ...later(30_000), sizeBytes: 140 };
const smaller = { ...later(30_000), sizeBytes: 60 };
const elsewhere = <T extends object>(file: T) => ({ ...file, inode: '8' });

type Row = [string, FileIdentity, typeof stats, FileSamples | undefined, FileChange];

describe('A file that is known', () => {
  it.each<Row>([
    ['is untouched', closed, same, undefined, 'same'],
    ['is untouched and was not closed', open, same, undefined, 'same'],
    [
      'was restored with its time, so that its inode is another',
      closed,
      elsewhere(same),
      undefined,
      'same',
    ],
    ['was touched or replaced by one of its size', closed, later(5), undefined, 'doubtful'],
    ['was touched', closed, later(5), A, 'same'],
    ['was set back in time', closed, later(-5), A, 'same'],
    ['was restored without its time', closed, elsewhere(later(5)), A, 'same'],
    ['was overwritten in place by one of its size', closed, later(5), OTHER, 'replaced'],
    [
      'was overwritten by one that only begins or ends in another way',
      closed,
      later(5),
      PATCHED,
      'replaced',
    ],
    ['is longer', closed, larger, undefined, 'doubtful'],
    ['has grown', closed, larger, A, 'grown'],
    ['has grown and its head was patched', closed, larger, PATCHED, 'grown'],
    ['has grown and was copied again', closed, elsewhere(larger), A, 'grown'],
    ['was replaced by a longer one', closed, elsewhere(larger), OTHER, 'replaced'],
    ['was overwritten in place by a longer one', closed, larger, OTHER, 'replaced'],
    ['was replaced by a shorter one', closed, elsewhere(smaller), undefined, 'replaced'],
    ['was cut off', closed, smaller, undefined, 'replaced'],
    ['was cut off while it was open', open, smaller, undefined, 'replaced'],
    ['is being written', open, larger, undefined, 'grown'],
    ['was patched by its writer', open, later(30_000), undefined, 'same'],
    [
      'is being written for too long a time',
      open,
      { ...larger, ...later(60_001), sizeBytes: 140 },
      undefined,
      'replaced',
    ],
    [
      'is being written for the longest time',
      open,
      { ...later(60_000), sizeBytes: 140 },
      undefined,
      'grown',
    ],
    ['was set back in time while it was open', open, later(-1), undefined, 'replaced'],
    [
      'is another, longer one that has come while it was open',
      open,
      elsewhere(larger),
      undefined,
      'replaced',
    ],
    [
      'is another one of its size that has come while it was open',
      open,
      elsewhere(later(5)),
      undefined,
      'replaced',
    ],
    ['was read while it was open', sampled, larger, undefined, 'doubtful'],
    ['was read while it was open, and has grown', sampled, larger, A, 'grown'],
    ['was read while it was open, and was overwritten', sampled, larger, OTHER, 'replaced'],
    [
      'was read while it was open, and patched when it was closed',
      sampled,
      later(5),
      PATCHED,
      'same',
    ],
    [
      'was read while it was open, and has grown after a long pause',
      sampled,
      { ...later(9e6), sizeBytes: 140 },
      A,
      'grown',
    ],
    ['was closed but never read, and touched', unread, later(5), undefined, 'replaced'],
    ['was closed but never read, and is longer', unread, larger, undefined, 'replaced'],
  ])('%s: %#', (_, known, now, samples, expected) => {
    expect(fileChange(known, now, WRITING_MS, samples)).toBe(expected);
  });
});

describe('The identity of a file', () => {
  it.each<[string, unknown, FileIdentity | null | undefined]>([
    ['as it was stored', closed, closed],
    ['of an open file', open, open],
    ['of no file', null, null],
    ['of a newer version, with more', { ...closed, device: '1' }, closed],
    ['without a size', { ...closed, sizeBytes: undefined }, undefined],
  ])('is read %s', (_, stored, expected) => {
    expect(readStoredIdentity(stored)).toEqual(expected);
  });

  it.each<[string, Partial<FileIdentity>, boolean]>([
    ['nothing', {}, true],
    ['its size', { sizeBytes: 1 }, false],
    ['its time', { modifiedAtMs: 1 }, false],
    ['its inode', { inode: '1' }, false],
    ['that it is open', { isClosed: false }, false],
    ['the samples of its ends', { samples: PATCHED }, false],
    ['the samples of its body', { samples: { ...A, body: 'b' } }, false],
    ['that it was not read', { samples: null }, false],
  ])('differs by %s', (_, fields, expected) => {
    expect(isSameIdentity(closed, { ...closed, ...fields })).toBe(expected);
  });
});
