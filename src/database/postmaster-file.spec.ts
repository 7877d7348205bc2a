import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostmaster, removeMisleadingLock } from './postmaster-file.js';

/** A process that works here: this one. */
const HERE = process.cwd();
/** The id of a process that has ended. */
const ended = () => spawnSync('true').pid;

describe('The lock file of a cluster', () => {
  let folder: string;
  let lock: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'event-clips-lock-')));
    lock = join(folder, 'postmaster.pid');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each<[string, () => string | null]>([
    ['is not there', () => null],
    ['is empty', () => ''],
    ['holds no number', () => 'starting'],
    ['holds 0', () => '0\n'],
    ['holds a negative number', () => `-${process.pid}\n`],
    ['names a process that has ended', () => `${ended()}\n`],
    ['names a process that works elsewhere', () => `${process.pid}\n/data\n`],
  ])('leads to no server where it %s', async (_, content) => {
    const text = content();
    if (text !== null) writeFileSync(lock, text);
    expect(await findPostmaster(folder)).toBeNull();
  });

  it.each<[string, () => string, 'removed' | 'kept']>([
    ['names a process that works elsewhere', () => `${process.pid}\n/data\n`, 'removed'],
    // PostgreSQL replaces it without a race.
    ['names a process that has ended', () => `${ended()}\n`, 'kept'],
    ['was emptied just now, as a server does that starts', () => '', 'kept'],
  ])('that %s is %s', async (_, content, expected) => {
    writeFileSync(lock, content());
    await removeMisleadingLock(lock, folder);
    expect(existsSync(lock)).toBe(expected === 'kept');
  });

  it('that has been empty for more than two seconds is removed', async () => {
    writeFileSync(lock, '');
    const seconds = Date.now() / 1000 - 2.1;
    utimesSync(lock, seconds, seconds);
    await removeMisleadingLock(lock, folder);
    expect(existsSync(lock)).toBe(false);
  });

  it('of a running server stays', async () => {
    writeFileSync(lock, `${process.pid}\n${HERE}\n`);
    await removeMisleadingLock(lock, HERE);
    expect(existsSync(lock)).toBe(true);
  });

  it('that is not there is not missed', async () => {
    await expect(removeMisleadingLock(lock, folder)).resolves.toBeUndefined();
  });
});
