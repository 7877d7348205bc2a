import { describe, expect, it } from '@jest/globals';
import { type FileIsolation, NOT_ISOLATED } from '../../isolation/file-isolation.js';
import {
  dueAt,
  examineFootage,
  type FootageFile,
  type FootageKind,
  isLate,
} from './footage-file.js';
import { afterLook, afterMiss } from './next-look.js';

const NOON = Date.UTC(2026, 0, 3, 12);
const MINUTE = 60_000;
const at = (minutes: number) => new Date(NOON + minutes * MINUTE);

describe('A file that was not there when it was registered', () => {
  it.each<[string, FootageKind, number, boolean]>([
    ['in time', 'still', 10, false],
    ['too late for a still', 'still', 10.01, true],
    ['in time for a video', 'video', 60, false],
    ['too late for a video', 'video', 60.01, true],
    ['before', 'still', -9999, false],
  ])('was written %s', (_, kind, minutes, expected) => {
    const file = { kind, identity: null, dueAt: at(0) };
    expect(isLate(file, { modifiedAtMs: at(minutes).getTime() })).toBe(expected);
  });

  it('is not late if its registration is not known, or the file was seen before', () => {
    const file = { kind: 'still', identity: null, dueAt: null } as const;
    expect(isLate(file, { modifiedAtMs: at(9999).getTime() })).toBe(false);
    const seen = {
      ...{ sizeBytes: 1, modifiedAtMs: NOON, inode: '7', isClosed: true, samples: null },
    };
    const known = { ...file, dueAt: at(0), identity: seen };
    expect(isLate(known, { modifiedAtMs: at(9999).getTime() })).toBe(false);
  });

  it.each<[string, Date | null, Date, Date | null]>([
    ['its registration', at(5), at(0), at(5)],
    ['the instant of what it shows, if that is later', at(0), at(5), at(5)],
    ['no known instant', null, at(5), null],
  ])('is due at %s', (_, registeredAt, taken, expected) => {
    expect(dueAt(registeredAt, taken)).toEqual(expected);
  });
});

describe('A file is examined', () => {
  const file = { sizeBytes: 1, modifiedAtMs: NOON, inode: '7', samples: null };
  it('again until it is closed', () => {
    expect(afterLook({ ...file, isClosed: false })).toEqual({ inSeconds: 15 });
    expect(afterLook({ ...file, isClosed: true })).toBe('never');
  });

  it.each<[string, FootageKind, number | null, ReturnType<typeof afterMiss>]>([
    ['again soon if it is not there yet', 'still', 0, { inSeconds: 15 }],
    ['again soon if it is not due yet', 'video', -600, { inSeconds: 15 }],
    ['less often the longer it is missing', 'still', 600, { inSeconds: 150 }],
    ['no more if it would come too late', 'still', 601, 'never'],
    ['longer if it is a video', 'video', 3600, { inSeconds: 900 }],
    ['once if its registration is not known', 'still', null, 'never'],
  ])('%s', (_, kind, overdueSeconds, expected) => {
    expect(afterMiss({ kind, overdueSeconds })).toEqual(expected);
  });
});

describe('Examining a file', () => {
  const file: FootageFile = {
    ...{ kind: 'recording', id: 1, filePath: '/media/a.mp4', identity: null, dueAt: null },
  };
  const failing = (code: string): FileIsolation =>
    Object.assign(Object.create(NOT_ISOLATED) as FileIsolation, {
      run: () => Promise.reject(Object.assign(new Error(code), { code, syscall: 'read' })),
    });

  it.each([
    ['is gone', 'ENOENT', { code: 'VIDEO_NOT_FOUND' }],
    ['may not be read', 'EACCES', { code: 'VIDEO_NOT_FOUND' }],
    ['lies on a disk that fails', 'EIO', { code: 'UNREADABLE_SOURCE' }],
  ])('that %s says so', async (_, code, expected) => {
    await expect(examineFootage(failing(code), file, '/media/a.mp4')).rejects.toMatchObject(
      expected,
    );
  });
});
