import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** Folders that put the program together; a host can import all others into its own program. */
const PROGRAM = ['main', 'ops', 'create-app', 'app.module', 'server', 'contract'];

interface Source {
  /** Relative to `src`. */
  file: string;
  text: string;
  /** As written: packages, and files relative to the source. */
  imports: string[];
}

/** An import of one source of this project by another, as paths relative to `src`. */
interface Edge {
  from: string;
  to: string;
}

const ROOT = resolve(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map(readSource);
const edges: Edge[] = sources.flatMap(({ file, imports }) =>
  imports
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(SRC, resolve(SRC, dirname(file), name)).replace(/\.js$/, '.ts'))
    .filter((to) => !to.startsWith('..'))
    .map((to) => ({ from: file, to })),
);

function readSource(file: string): Source {
  const text = readFileSync(join(SRC, file), 'utf8');
  return { file, text, imports: ts.preProcessFile(text).importedFiles.map((it) => it.fileName) };
}

/**
 * The layers of a folder as the documentation shows them, from the top down. A name is a folder, or a
 * file without its extension.
 */
function layersOf(folder: string): string[][] {
  const page = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  const [, block] = new RegExp(`^\`\`\`imports ${folder}\n([^]*?)^\`\`\``, 'm').exec(page) ?? [];
  if (!block) throw new Error(`docs/architecture.md shows no layers of ${folder}.`);
  return block
    .trim()
    .split('\n')
    .map((line) => line.replace('→', '').trim().split(', '));
}

/** The entry of `folder` that a file belongs to; null for a file outside. */
function entryOf(folder: string, file: string): string | null {
  const path = relative(folder, join('src', file));
  return path.startsWith('..') ? null : path.split('/')[0]!.replace(/\.[jt]s$/, '');
}

/** One sentence for each import that does not lead to a lower layer of the folder. */
function againstLayers(folder: string): string[] {
  const layers = layersOf(folder);
  const layerOf = (entry: string) => layers.findIndex((names) => names.includes(entry));
  return edges.flatMap(({ from, to }) => {
    const [a, b] = [entryOf(folder, from), entryOf(folder, to)];
    if (a === null || b === null || a === b || layerOf(a) < layerOf(b)) return [];
    return [`${from} imports ${to}`];
  });
}

/** Entries of the folder that its layers do not name. */
function unnamed(folder: string): string[] {
  const names = layersOf(folder).flat();
  const entries = new Set(sources.map(({ file }) => entryOf(folder, file)));
  return [...entries].filter((entry) => entry !== null && !names.includes(entry)) as string[];
}

/** Groups of files that import each other, directly or through others (Tarjan's algorithm). */
function cyclesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const cycles: string[][] = [];
  const visit = (node: string): void => {
    order.set(node, order.size);
    low.set(node, order.get(node)!);
    open.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (open.includes(next)) low.set(node, Math.min(low.get(node)!, low.get(next)!));
    }
    if (low.get(node) !== order.get(node)) return;
    const group = open.splice(open.indexOf(node));
    if (group.length > 1) cycles.push(group.sort());
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return cycles;
}

/** Files that import this package, all or in one of its parts. */
function importersOf(name: string): string[] {
  return sources
    .filter(({ imports }) => imports.some((each) => each === name || each.startsWith(`${name}/`)))
    .map(({ file }) => file);
}

const folderOf = (file: string) => entryOf('src', file)!;

const outside = (files: string[], ...folders: string[]) =>
  files.filter((file) => !folders.includes(folderOf(file)));

const containing = (pattern: RegExp) =>
  sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe('The architecture', () => {
  it.each(['src', 'src/common', 'src/clips', 'src/events'])(
    'names every folder and file of %s in its layers',
    (folder) => {
      console.info(
        `${folder}: ${layersOf(folder)
          .map((names) => names.join(', '))
          .join(' → ')}`,
      );
      expect(unnamed(folder)).toEqual([]);
    },
  );

  it.each(['src', 'src/common', 'src/clips', 'src/events'])(
    'has imports in one direction in %s',
    (folder) => {
      expect(againstLayers(folder)).toEqual([]);
    },
  );

  it('has no files that import each other', () => {
    const graph = new Map(sources.map(({ file }) => [file, [] as string[]]));
    for (const { from, to } of edges) graph.get(from)!.push(to);
    expect(cyclesOf(graph)).toEqual([]);
  });

  it('finds a cycle where there is one', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ]);
    expect(cyclesOf(graph)).toEqual([['a', 'b', 'c']]);
  });

  it('gives modules their options and the DataSource, so that a host can', () => {
    const reaching = edges.filter(
      ({ from, to }) =>
        !PROGRAM.includes(folderOf(from)) &&
        folderOf(from) !== folderOf(to) &&
        ['config', 'database'].includes(folderOf(to)) &&
        to !== 'database/advisory-locks.ts',
    );
    expect(reaching).toEqual([]);
  });

  it('has a queue that knows nothing of what is done with it', () => {
    const known = edges.filter(({ from }) => folderOf(from) === 'jobs').map(({ to }) => to);
    expect(outside(known, 'jobs', 'common')).toEqual([]);
  });

  it('has formats that know nothing but themselves, and read no files', () => {
    const known = edges.filter(({ from }) => folderOf(from) === 'formats').map(({ to }) => to);
    expect(outside(known, 'formats')).toEqual([]);
    const readers = ['node:fs', 'node:fs/promises'].flatMap(importersOf);
    const types = /import type [^;]*from 'node:fs\/promises'/;
    const formats = readers.filter((file) => folderOf(file) === 'formats');
    expect(formats.filter((file) => !containing(types).includes(file))).toEqual([]);
  });

  it('reads the environment in src/config alone', () => {
    // PATH is the machine's way to name programs, not a setting.
    const except = ['ffmpeg/find-program.ts'];
    const readers = outside(containing(/process\.env\b|process\[['"]env|loadEnvFile/), 'config');
    expect(readers.filter((file) => !except.includes(file))).toEqual([]);
  });

  it('starts processes for FFmpeg, the embedded database and isolated tasks alone', () => {
    const starters = ['node:child_process', 'child_process'].flatMap(importersOf);
    expect(outside(starters, 'ffmpeg', 'database', 'isolation')).toEqual([]);
  });

  it('knows its queue engine in src/jobs alone', () => {
    expect(outside(importersOf('pg-boss'), 'jobs')).toEqual([]);
  });

  it('knows the HTTP framework where the program is put together alone', () => {
    const users = ['express', '@nestjs/platform-express'].flatMap(importersOf);
    expect(outside(users, ...PROGRAM)).toEqual([]);
  });

  it('knows where clips are kept in src/media alone', () => {
    // The port, and what depends on no storage. A host may use the paths of the file storage.
    const port = ['clip-storage', 'clip-file', 'clip-files', 'clip-records', 'clips-folder-error'];
    const open = [
      ...port,
      'codecs-of-file',
      'file-name-set',
      'no-space-error',
      'sha256',
      'work-folder',
    ];
    const files = open.map((name) => `media/storage/${name}.ts`);
    const others = edges.filter(
      ({ from, to }) =>
        folderOf(from) !== 'media' && to.startsWith('media/storage/') && !files.includes(to),
    );
    expect(others.map(({ from, to }) => `${from} imports ${to}`).sort()).toEqual([
      'clips/worker/clip-generator.ts imports media/storage/clip-store.ts',
      'index.ts imports media/storage/clip-store.ts',
      'testing.ts imports media/storage/testing/memory-clip-storage.ts',
    ]);
  });

  it('takes advisory locks by the list of them alone', () => {
    expect(containing(/pg_(try_)?advisory/)).toEqual(['database/advisory-locks.ts']);
  });

  it('leaves the schema to migrations', () => {
    expect(containing(/synchronize: *true|\.synchronize\(/)).toEqual([]);
  });

  it('reads stored JSON through a reader, which knows what other versions store', () => {
    const columns = sources.flatMap(
      ({ text }) => text.match(/@Column\([^;]*?jsonb[^;]*?\)\n/g) ?? [],
    );
    expect(columns.filter((column) => !column.includes('transformer: '))).toEqual([]);
    expect(columns.length).toBeGreaterThan(0);
    // A job's data is an object until `readJob` has read it.
    expect(outside(containing(/\.work<(?!object>)/), 'jobs')).toEqual([]);
  });

  it('ships no test', () => {
    const tests = ['@jest/globals', '@nestjs/testing', 'supertest'].flatMap(importersOf);
    expect(tests).toEqual([]);
  });
});
