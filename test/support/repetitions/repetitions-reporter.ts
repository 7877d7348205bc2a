import { relative } from 'node:path';
import { REPEATABLE_TESTS, type RepeatableTest } from './repeatable-tests.js';

/** The parts of Jest's results that are used. */
export interface RunResults {
  readonly testResults: readonly {
    readonly testFilePath: string;
    readonly testExecError?: unknown;
    readonly testResults: readonly TestResult[];
  }[];
}

interface TestResult {
  readonly fullName: string;
  readonly status: string;
  /** The number of attempts; none for a skipped test. */
  readonly invocations?: number | undefined;
}

interface Options {
  readonly listed?: readonly RepeatableTest[];
  readonly print?: (line: string) => void;
}

/**
 * Ends the output of a run with the tests that were repeated. It fails the run if one of them is not listed, or if
 * a listed test does not exist.
 */
export class RepetitionsReporter {
  private readonly rootDir: string;
  private readonly listed: readonly RepeatableTest[];
  private readonly print: (line: string) => void;
  private readonly problems: string[] = [];

  constructor({ rootDir }: { rootDir: string }, options: Options = {}) {
    this.rootDir = rootDir;
    this.listed = options.listed ?? REPEATABLE_TESTS;
    this.print = options.print ?? ((line) => process.stderr.write(`${line}\n`));
  }

  onRunComplete(_contexts: unknown, { testResults }: RunResults): void {
    for (const { testFilePath, testResults: tests, testExecError } of testResults) {
      const file = relative(this.rootDir, testFilePath);
      const listed = this.listed.filter((test) => test.file === file);
      for (const test of tests) {
        if ((test.invocations ?? 0) > 1) this.repeated(file, test, listed);
      }
      // The tests of a file that could not be loaded are unknown.
      if (testExecError) continue;
      for (const { name } of listed) {
        if (tests.some(({ fullName }) => fullName === name)) continue;
        this.problems.push(`${file} has no test "${name}": take it off the list.`);
      }
    }
    for (const problem of this.problems) this.print(problem);
  }

  /** Jest exits with an error if this returns one. */
  getLastError(): Error | undefined {
    return this.problems.length > 0 ? new Error(this.problems.join('\n')) : undefined;
  }

  private repeated(
    file: string,
    { fullName, status }: TestResult,
    listed: readonly RepeatableTest[],
  ): void {
    const known = listed.find(({ name }) => name === fullName);
    if (known) this.print(`Repeated, and then ${status}: ${file}: ${fullName} (${known.reason})`);
    else this.problems.push(`${file}: "${fullName}" was repeated and is not listed: fix its race.`);
  }
}
