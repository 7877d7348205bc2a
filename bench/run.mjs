/** `npm run bench -- <name> [options]`: runs `bench/<name>.ts`. */
import '../test/support/typescript.mjs';
import { existsSync, readdirSync } from 'node:fs';

const [name = ''] = process.argv.slice(2);
const path = new URL(`${name}.ts`, import.meta.url);
if (!/^[\w-]+$/.test(name) || !existsSync(path)) {
  const names = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts'));
  console.error(`Which bench? ${names.map((file) => file.slice(0, -3)).join(', ')}`);
  process.exit(1);
}
await import(path);
