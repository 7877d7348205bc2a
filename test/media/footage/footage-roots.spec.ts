import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import {
  FootageMissingError,
  PathNotAllowedError,
} from '../../../src/media/footage/footage-errors.js';
import { FootageRoots } from '../../../src/media/footage/footage-roots.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** `allowed` is a file inside; `missing` may land later, so only `check` takes it. */
type Verdict = 'allowed' | 'missing' | 'refused';

describe('FootageRoots', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let roots: FootageRoots;
  const at = (path: string) => join(folder.path, path);

  beforeAll(async () => {
    folder = await temporaryFolder();
    await mkdir(at('media/garden'), { recursive: true });
    await mkdir(at('media-private'));
    await mkdir(at('disk2'));
    for (const file of [
      'media/a.mp4',
      'media/garden/-dash.mp4',
      "media/garden/it's 100% 正門 📷.mp4",
      'media/garden/..hidden.mp4',
      'media-private/secret.mp4',
      'disk2/b.mp4',
      'outside.mp4',
    ]) {
      await writeFile(at(file), 'x');
    }
    for (const [link, target] of [
      ['media/inside-link.mp4', 'a.mp4'],
      ['media/escape.mp4', at('outside.mp4')],
      ['media/escape-relative.mp4', '../outside.mp4'],
      ['media/escape-folder', at('media-private')],
      ['media/escape-to-come.mp4', at('not-there-yet.mp4')],
      ['media/to-come.mp4', 'garden/later.mp4'],
      ['media/endless', 'nothing/../endless'],
      ['media/device-link', '/dev/zero'],
      ['media/loop-a', 'loop-b'],
      ['media/loop-b', 'loop-a'],
      ['media-link', at('media')],
      ['disk2-link', at('disk2')],
    ] as const) {
      await symlink(target, at(link));
    }
    execFileSync('mkfifo', [at('media/fifo.mp4')]);
    roots = new FootageRoots({
      mediaRoots: [at('media'), at('disk2-link'), at('not-mounted')],
      clipsDirectory: at('clips'),
    });
  });
  afterAll(() => folder.remove());

  it.each<[string, Verdict]>([
    ['media/a.mp4', 'allowed'],
    ['media/garden/-dash.mp4', 'allowed'],
    ["media/garden/it's 100% 正門 📷.mp4", 'allowed'],
    ['media/garden/..hidden.mp4', 'allowed'],
    ['media//garden/../a.mp4', 'allowed'],
    ['media/inside-link.mp4', 'allowed'],
    ['media-link/a.mp4', 'allowed'],
    ['disk2/b.mp4', 'allowed'],
    ['disk2-link/b.mp4', 'allowed'],

    ['media/later.mp4', 'missing'],
    ['media/new/folders/later.mp4', 'missing'],
    ['media/to-come.mp4', 'missing'],
    ['media/a.mp4/below-a-file.mp4', 'missing'],
    ['not-mounted/c.mp4', 'missing'],
    ['media/endless', 'missing'],

    ['outside.mp4', 'refused'],
    ['nothing-outside.mp4', 'refused'],
    ['media/../outside.mp4', 'refused'],
    ['media/nothing/../../outside.mp4', 'refused'],
    ['media-private/secret.mp4', 'refused'],
    ['media/escape.mp4', 'refused'],
    ['media/escape-relative.mp4', 'refused'],
    ['media/escape-folder/secret.mp4', 'refused'],
    ['media/escape-folder/later.mp4', 'refused'],
    ['media/escape-to-come.mp4', 'refused'],
    ['media/device-link', 'refused'],
    ['media/fifo.mp4', 'refused'],
    ['media/garden', 'refused'],
    ['media', 'refused'],
    ['media/loop-a', 'refused'],
    [`media/${'n'.repeat(300)}.mp4`, 'refused'],
    ['media/a.mp4\0.jpg', 'refused'],
  ])('%j is %s', async (path, verdict) => {
    // Not join(): it would tidy up what the caller wrote.
    const given = `${folder.path}/${path}`;
    expect(await verdictOf(given)).toBe(verdict);
  });

  it.each<[string, Verdict]>([
    ['', 'refused'],
    ['-i', 'refused'],
    ['a.mp4', 'refused'],
    ['http://127.0.0.1/a.mp4', 'refused'],
    ['concat:/etc/passwd', 'refused'],
    ['/', 'refused'],
    ['/etc/passwd', 'refused'],
    ['/dev/zero', 'refused'],
    ['/proc/self/environ', 'refused'],
  ])('%j is %s', async (path, verdict) => {
    expect(await verdictOf(path)).toBe(verdict);
  });

  it('refuses or accepts an invented path by the part that exists, however deep it is', async () => {
    expect(await verdictOf(`${at('media')}${'/n'.repeat(400_000)}`)).toBe('missing');
    expect(await verdictOf(`${at('nothing')}${'/n'.repeat(400_000)}`)).toBe('refused');
  });

  it('refuses a path relative to the working folder, wherever it leads', async () => {
    expect(await verdictOf(relative(process.cwd(), at('media/a.mp4')))).toBe('refused');
  });

  it('refuses a socket', async () => {
    const server = createServer().listen(at('media/socket'));
    await new Promise((listening) => server.once('listening', listening));
    expect(await verdictOf(at('media/socket'))).toBe('refused');
    await new Promise((closed) => server.close(closed));
  });

  it('returns the path with its links resolved', async () => {
    expect(await roots.resolve(at('media-link/inside-link.mp4'))).toBe(at('media/a.mp4'));
    expect(await roots.resolve(at('disk2-link/b.mp4'))).toBe(at('disk2/b.mp4'));
  });

  it('notices that a path leads elsewhere since it was checked', async () => {
    const path = at('media/turns.mp4');
    await roots.check(path);
    await writeFile(path, 'x');
    expect(await roots.resolve(path)).toBe(path);
    await rm(path);
    await symlink(at('outside.mp4'), path);
    await expect(roots.resolve(path)).rejects.toBeInstanceOf(PathNotAllowedError);
  });

  it('accepts a root that appears later', async () => {
    await mkdir(at('mounting'));
    await writeFile(at('mounting/c.mp4'), 'x');
    const path = at('not-mounted/c.mp4');
    await expect(roots.resolve(path)).rejects.toBeInstanceOf(FootageMissingError);
    await rename(at('mounting'), at('not-mounted'));
    expect(await roots.resolve(path)).toBe(path);
    await rm(at('not-mounted'), { recursive: true });
  });

  async function verdictOf(path: string): Promise<Verdict> {
    const resolved = await roots.resolve(path).catch((error: unknown) => error);
    const checked = await roots.check(path).catch((error: unknown) => error);
    for (const error of [resolved, checked]) {
      if (error instanceof Error) expect(error.message).not.toContain(folder.path);
    }
    if (!(checked instanceof Error)) {
      if (typeof resolved === 'string') {
        expect(checked).toMatchObject({ sizeBytes: expect.any(Number) });
        return 'allowed';
      }
      expect(checked).toBeNull();
      expect(resolved).toMatchObject({ code: 'VIDEO_NOT_FOUND', status: 400 });
      return 'missing';
    }
    for (const error of [resolved, checked]) {
      expect(error).toMatchObject({ code: 'PATH_NOT_ALLOWED', status: 400 });
    }
    return 'refused';
  }
});
