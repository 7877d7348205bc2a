/**
 * Writes src/api/contract.ts, the types of the HTTP contract, from its OpenAPI description.
 * `--check` writes nothing, and fails if the file is out of date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import openapi, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const source = new URL('../../test/openapi.json', import.meta.url);
const target = new URL('../src/api/contract.ts', import.meta.url);

const types = astToString(await openapi(source));
const wanted = await format(`// Written by scripts/generate-types.mjs.\n\n${types}`, {
  ...(await resolveConfig(target)),
  parser: 'typescript',
});

if (!process.argv.includes('--check')) {
  await writeFile(target, wanted);
} else if ((await readFile(target, 'utf8')) !== wanted) {
  console.error('src/api/contract.ts is out of date. Run: npm run types -w web');
  process.exit(1);
}
