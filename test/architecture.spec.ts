import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** Each room imports from those below it alone. */
const ROOMS = [
  'main',
  'index',
  'ops',
  'create-app',
  'app.module',
  'shell',
  'contract',
  'health',
  'metrics',
  'import',
  'cleanup',
  'webhooks',
  'auth',
  'web',
  'clips',
  'events',
  'jobs',
  'media',
  'ffmpeg',
  'mp4',
  'h264',
  'database',
  'config',
  'common',
];

/** Rooms that put the program together; all others can be imported into a host's own program. */
const PROGRAM = ['main', 'ops', 'create-app', 'app.module', 'shell', 'contract'];

interface Source {
  /** Relative to `src`. */
  file: string;
  room: string;
  text: string;
  imports: string[];
}

const SRC = resolve(import.meta.dirname, '../src');
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map(readSource);

function readSource(file: string): Source {
  const text = readFileSync(join(SRC, file), 'utf8');
  const imports = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
  return { file, room: roomOf(file), text, imports };
}

/** A folder of `src`, or what a file beside them is: an entry of its own, or one of the shell around it. */
function roomOf(file: string): string {
  const [first = '', ...below] = file.split('/');
  if (below.length > 0) return first;
  const name = first.replace(/\.[jt]s$/, '');
  return ROOMS.includes(name) ? name : 'shell';
}

/** What a source imports of this project: the file, and its room. */
function ownImports({ file, imports }: Source): { file: string; room: string }[] {
  return imports
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(SRC, resolve(SRC, dirname(file), name)))
    .filter((target) => !target.startsWith('..'))
    .map((target) => ({ file: target, room: roomOf(target) }));
}

/** One sentence for each import that the rule forbids. */
function forbidden(rule: (from: string, to: string) => boolean): string[] {
  return sources.flatMap((source) =>
    ownImports(source)
      .filter(({ room }) => room !== source.room && rule(source.room, room))
      .map((target) => `${source.file} imports ${target.file}`),
  );
}

/** Files that import this package, all or in one of its parts. */
function importersOf(name: string): string[] {
  return sources
    .filter(({ imports }) => imports.some((each) => each === name || each.startsWith(`${name}/`)))
    .map(({ file }) => file);
}

const outside = (files: string[], ...rooms: string[]) =>
  files.filter((file) => !rooms.includes(roomOf(file)));

const containing = (pattern: RegExp) =>
  sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe('The house', () => {
  it('has no room that the order does not name', () => {
    expect([...new Set(sources.map(({ room }) => room))].filter((r) => !ROOMS.includes(r))).toEqual(
      [],
    );
  });

  it('has imports in one direction', () => {
    expect(forbidden((from, to) => ROOMS.indexOf(to) < ROOMS.indexOf(from))).toEqual([]);
  });

  it('gives the rooms their options and the DataSource, so that a host can', () => {
    const rule = (from: string, to: string) =>
      !PROGRAM.includes(from) && ['config', 'database'].includes(to);
    const opening = forbidden(rule).filter((each) => !each.endsWith('database/advisory-locks.js'));
    expect(opening).toEqual([]);
  });

  it('has a queue that knows nothing of what is done with it', () => {
    expect(forbidden((from, to) => from === 'jobs' && to !== 'common')).toEqual([]);
  });

  it('reads the environment in the config room alone', () => {
    // PATH is the machine's way to name programs, not a setting.
    const except = ['ffmpeg/find-program.ts'];
    const readers = outside(containing(/process\.env\b|process\[['"]env|loadEnvFile/), 'config');
    expect(readers.filter((file) => !except.includes(file))).toEqual([]);
  });

  it('starts processes in the FFmpeg room, and the embedded database, alone', () => {
    const starters = ['node:child_process', 'child_process'].flatMap(importersOf);
    expect(outside(starters, 'ffmpeg', 'database')).toEqual([]);
  });

  it('knows its queue engine in the jobs room alone', () => {
    expect(outside(importersOf('pg-boss'), 'jobs')).toEqual([]);
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
