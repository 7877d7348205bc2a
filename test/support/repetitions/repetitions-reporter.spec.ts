import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { REPEATABLE_TESTS } from './repeatable-tests.js';
import { RepetitionsReporter } from './repetitions-reporter.js';

const ROOT = join(import.meta.dirname, '../../..');
const LISTED = [{ file: 'test/a.spec.ts', name: 'a clock ticks', reason: 'the clock is shared' }];

/** The output of the reporter for the tests of one file, each with the number of its attempts. */
function report(attempts: Record<string, number>, status = 'passed') {
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const reporter = new RepetitionsReporter({ rootDir: '/root' }, { listed: LISTED, print });
  const testResults = Object.entries(attempts).map(([fullName, invocations]) => {
    return { fullName, invocations, status };
  });
  reporter.onRunComplete(new Set(), {
    testResults: [{ testFilePath: '/root/test/a.spec.ts', testResults }],
  });
  return { lines, error: reporter.getLastError()?.message };
}

describe('The reporter of repetitions', () => {
  it('prints nothing about tests that ran once', () => {
    expect(report({ 'a clock ticks': 1, other: 1 })).toEqual({ lines: [], error: undefined });
  });

  it.each(['passed', 'failed'])('prints a listed test that was repeated and then %s', (status) => {
    expect(report({ 'a clock ticks': 2 }, status)).toEqual({
      lines: [`Repeated, and then ${status}: test/a.spec.ts: a clock ticks (the clock is shared)`],
      error: undefined,
    });
  });

  it('fails the run for a repeated test that is not listed', () => {
    const problem = 'test/a.spec.ts: "other" was repeated and is not listed: fix its race.';
    expect(report({ 'a clock ticks': 1, other: 2 })).toEqual({ lines: [problem], error: problem });
  });

  it('fails the run for a listed name that no test has', () => {
    const problem = 'test/a.spec.ts has no test "a clock ticks": take it off the list.';
    expect(report({ other: 1 })).toEqual({ lines: [problem], error: problem });
  });
});

it('The list of repeatable tests has existing files and reasons', () => {
  for (const { file, reason } of REPEATABLE_TESTS) {
    expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
    expect(reason).not.toBe('');
  }
});
