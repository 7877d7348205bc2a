import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../src/database/open-database.js';
import { seeded } from '../support/seeded.js';
import { type Mutant, mutantsOf, mutated } from './operators.js';
import { Sandbox } from './sandbox.js';
import { type Outcome, run, type Suites, suitesOf } from './suites.js';

const CHECKOUT = resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    since: { type: 'string' },
    unit: { type: 'boolean', default: false },
  },
});
const deadlineMs = Date.now() + Number(values.minutes) * 60_000;

interface Located extends Mutant {
  readonly file: string;
  /** The whole text of the file. */
  readonly source: string;
}

const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: CHECKOUT, encoding: 'utf8' }).split('\n').filter(Boolean);

/** None where the history does not reach back so far, as in a shallow clone. */
function changedSince(revision: string, paths: readonly string[]): string[] {
  try {
    return git('diff', '--name-only', '--diff-filter=AM', revision, '--', ...paths);
  } catch {
    console.log(`There is no revision ${revision} here, so that nothing is known to have changed.`);
    return [];
  }
}

/** Sources whose faults a test can notice: no tests, doubles, or declarations of DTOs and modules. */
function sources(): string[] {
  const given = positionals.length > 0 ? positionals : ['src'];
  const files = values.since ? changedSince(values.since, given) : git('ls-files', '--', ...given);
  return files.filter(
    (file) =>
      /^src\/.*\.ts$/.test(file) &&
      !/\.(spec|dto|module|module-definition|entity)\.ts$|\/testing\/|examples?\.ts$/.test(file),
  );
}

function sample(): Located[] {
  const all = sources().flatMap((file) => {
    const source = readFileSync(join(CHECKOUT, file), 'utf8');
    return mutantsOf(source).map((mutant) => ({ ...mutant, file, source }));
  });
  const random = seeded(Number(values.seed));
  const drawn = all.map((mutant) => ({ mutant, at: random() })).sort((a, b) => a.at - b.at);
  const chosen = drawn.slice(0, Number(values.count)).map(({ mutant }) => mutant);
  console.log(`${chosen.length} of ${all.length} mutants, seed ${values.seed}`);
  return chosen;
}

const WORDS: Record<Outcome, string> = {
  passed: 'SURVIVED',
  failed: 'noticed ',
  'timed out': 'timed out',
};

/** What a suite takes without a mutant; null where it fails even so, and can therefore tell nothing. */
class Baseline {
  private readonly taken = new Map<string, Promise<number | null>>();

  constructor(private readonly folder: string) {}

  of(suites: readonly string[]): Promise<number | null> {
    const key = suites.join(' ');
    const known = this.taken.get(key) ?? this.measure(suites);
    this.taken.set(key, known);
    return known;
  }

  private async measure(suites: readonly string[]): Promise<number | null> {
    const began = Date.now();
    const outcome = await run(this.folder, suites, 600_000);
    return outcome === 'passed' ? Date.now() - began : null;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'event-clips-mutants-data-'));
const database = await openDatabase({ dataDirectory: folder });
process.env['TEST_DATABASE_URL'] = database.url;
const sandbox = new Sandbox();
const baseline = new Baseline(sandbox.folder);
const known = new Map<string, Suites>();
const survivors: string[] = [];
const unchecked: string[] = [];
const scores = new Map<string, { noticed: number; of: number }>();
let interrupted = false;
process.once('SIGINT', () => (interrupted = true));

const text = ({ file, source, line, operator, start, end, replacement }: Located): string => {
  const brief = (code: string) => code.replace(/\s+/g, ' ').slice(0, 70);
  return `${file}:${line} ${operator}: ${brief(source.slice(start, end))} → ${brief(replacement)}`;
};

async function outcomeOf(mutant: Located): Promise<Outcome | 'not checked'> {
  const suites = known.get(mutant.file) ?? (await suitesOf(sandbox.folder, mutant.file));
  known.set(mutant.file, suites);
  const stages = [suites.unit, ...(values.unit ? [] : suites.e2e.map((path) => [path]))];
  let checked = false;
  for (const stage of stages) {
    if (stage.length === 0) continue;
    if (Date.now() > deadlineMs) return 'not checked';
    const usualMs = await baseline.of(stage);
    if (usualMs === null) continue;
    checked = true;
    const change = sandbox.replace(mutant.file, mutated(mutant.source, mutant));
    try {
      const outcome = await run(sandbox.folder, stage, 3 * usualMs + 20_000);
      if (outcome !== 'passed') return outcome;
    } finally {
      change.undo();
    }
  }
  return checked ? 'passed' : 'not checked';
}

try {
  for (const mutant of sample()) {
    const isOver = interrupted || Date.now() > deadlineMs;
    const outcome = isOver ? 'not checked' : await outcomeOf(mutant);
    if (outcome === 'not checked') {
      unchecked.push(text(mutant));
      continue;
    }
    const place = mutant.file
      .split('/')
      .slice(0, 3)
      .join('/')
      .replace(/\/[^/]*\.ts$/, '');
    const score = scores.get(place) ?? { noticed: 0, of: 0 };
    scores.set(place, score);
    score.of += 1;
    if (outcome !== 'passed') score.noticed += 1;
    else survivors.push(text(mutant));
    console.log(`${WORDS[outcome]} ${text(mutant)}`);
  }
} finally {
  sandbox.remove();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}

console.log('\nScore by folder:');
for (const [place, { noticed, of }] of [...scores].sort())
  console.log(`  ${place}: ${noticed} of ${of}`);
console.log(`\nSurvivors (${survivors.length}):`);
for (const survivor of survivors) console.log(`  ${survivor}`);
if (unchecked.length > 0) {
  console.log(`\nNot checked, for want of time or of a suite that passes (${unchecked.length}):`);
  for (const line of unchecked) console.log(`  ${line}`);
}
const checked = [...scores.values()].reduce((sum, { of }) => sum + of, 0);
console.log(`\n${checked - survivors.length} of ${checked} mutants noticed.`);
