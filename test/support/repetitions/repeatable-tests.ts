export interface RepeatableTest {
  /** Path of its file, from the root of the project. */
  readonly file: string;
  /** Its full name, with the titles of its `describe` blocks. */
  readonly name: string;
  /** Why its first attempt may fail although there is no defect. */
  readonly reason: string;
}

/** The tests that get a second attempt. Do not list tests with a race: fix the race. */
export const REPEATABLE_TESTS: readonly RepeatableTest[] = [];
