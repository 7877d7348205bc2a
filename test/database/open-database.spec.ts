import { describe, expect, it } from '@jest/globals';
import { access, mkdir, mkdtemp, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/database/open-database.js';
import { findPrograms, linkLibraries } from '../../src/database/postgres-programs.js';
import { query } from './support/query.js';

describe('openDatabase', () => {
  it('uses the server it is given and neither starts nor stops one', async () => {
    const dataDirectory = join(tmpdir(), 'event-clips-never-made');
    const databaseUrl = process.env['TEST_SERVER_URL']!;
    const database = await openDatabase({ databaseUrl, dataDirectory });
    expect(database.url).toBe(databaseUrl);
    await database.close();
    expect(await query(databaseUrl, 'SELECT 1')).toEqual([1]);
    await expect(access(dataDirectory)).rejects.toThrow('ENOENT');
  });
});

describe('DATA_DIRECTORY', () => {
  it.each<[string, string, (path: string) => Promise<unknown>]>([
    ['a file', 'PATH is not a folder', (path) => writeFile(path, '')],
    [
      'a link that leads nowhere',
      'PATH is a link that leads nowhere',
      (path) => symlink('none', path),
    ],
    [
      'a folder whose part for PostgreSQL is a file',
      'PATH/postgres is not a folder',
      (path) => mkdir(path).then(() => writeFile(join(path, 'postgres'), '')),
    ],
  ])('is named in the error if it is %s', async (_, problem, prepare) => {
    const folder = await mkdtemp(join(tmpdir(), 'event-clips-data-'));
    const dataDirectory = join(folder, 'data');
    await prepare(dataDirectory);
    await expect(openDatabase({ dataDirectory })).rejects.toThrow(
      `DATA_DIRECTORY cannot be used: ${problem.replace('PATH', dataDirectory)}.`,
    );
    await rm(folder, { recursive: true });
  });
});

describe('findPrograms', () => {
  it('says what to do on a platform without a package', async () => {
    await expect(findPrograms('plan9-mips')).rejects.toThrow(/plan9-mips.*DATABASE_URL/);
  });
});

describe('linkLibraries', () => {
  it('creates the links that are missing after an install without scripts, once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'event-clips-package-'));
    await mkdir(join(folder, 'native/lib'), { recursive: true });
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    await writeFile(join(folder, 'native/pg-symlinks.json'), JSON.stringify(links));
    await linkLibraries(folder, 'a-package');
    await linkLibraries(folder, 'a-package');
    expect(await readlink(join(folder, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
    await rm(folder, { recursive: true });
  });

  it('says which command to run if it cannot write', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'event-clips-package-'));
    await mkdir(join(folder, 'native'));
    const links = [{ source: 'native/lib/a.so.1', target: 'native/lib/a.so' }];
    await writeFile(join(folder, 'native/pg-symlinks.json'), JSON.stringify(links));
    await expect(linkLibraries(folder, 'a-package')).rejects.toThrow('npm rebuild a-package');
    await rm(folder, { recursive: true });
  });
});
