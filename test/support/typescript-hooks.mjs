import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';
import { swcOptions } from './swc-options.mjs';

/** Sources import each other by the names of the built files, `x.js`, which are `x.ts` here. */
export async function resolve(specifier, context, next) {
  // The cutter and other processes run the built code, since these hooks do not apply there.
  const [program] = /(worker|fork-server|task-program)-url(?=\.js$)/.exec(specifier) ?? [];
  if (program) return next(new URL(`./${program}.ts`, import.meta.url).href, context);
  try {
    return await next(specifier, context);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/^[./].*\.js$/.test(specifier)) throw error;
    return next(specifier.replace(/\.js$/, '.ts'), context);
  }
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const source = await readFile(filename, 'utf8');
  const { code } = await transform(source, { ...swcOptions, filename, sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}
