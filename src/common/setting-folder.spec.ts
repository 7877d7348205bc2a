import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderProblem, makeFolder, SettingFolderError } from './setting-folder.js';

let base: string;
const at = (name: string) => join(base, name);

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'event-clips-unit-'));
  await mkdir(at('folder'));
  await writeFile(at('file'), '');
  await symlink('folder', at('link'));
  await symlink('none', at('dangling'));
  await symlink('loop', at('loop'));
});
afterAll(() => rm(base, { recursive: true }));

describe('makeFolder', () => {
  it.each(['folder', 'link', 'made/below', 'link/below'])('takes or makes %s', async (name) => {
    const isThere = await stat(at(name)).then(
      () => true,
      () => false,
    );
    expect(await makeFolder('SETTING', at(name))).toBe(!isThere);
    expect((await stat(at(name))).isDirectory()).toBe(true);
  });

  it('gives what it makes its mode', async () => {
    await makeFolder('SETTING', at('private'), 0o700);
    expect((await stat(at('private'))).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['file', 'file is not a folder'],
    ['file/below', 'file is not a folder'],
    ['dangling', 'dangling is a link that leads nowhere'],
    ['dangling/below', 'dangling is a link that leads nowhere'],
    ['loop', 'loop is a link that leads nowhere'],
  ])('refuses %s and names what is in the way', async (name, problem) => {
    const refusal = expect(makeFolder('SETTING', at(name))).rejects;
    await refusal.toBeInstanceOf(SettingFolderError);
    await expect(makeFolder('SETTING', at(name))).rejects.toThrow(
      `SETTING cannot be used: ${at(problem)}.`,
    );
  });
});

describe('folderProblem', () => {
  it.each([
    ['EACCES', 'the service may not write to PATH'],
    ['EPERM', 'the service may not write to PATH'],
    ['EROFS', 'PATH is on a read-only file system'],
    ['ENOSPC', 'the disk of PATH is full'],
    ['EDQUOT', 'the disk quota of PATH is used up'],
    ['EXDEV', 'a part of PATH is on another file system'],
    ['EODD', 'PATH: odd'],
  ])('says what %s means', async (code, sentence) => {
    const error = Object.assign(new Error('odd'), { code });
    expect(await folderProblem(at('folder'), error)).toBe(sentence.replace('PATH', at('folder')));
  });
});
