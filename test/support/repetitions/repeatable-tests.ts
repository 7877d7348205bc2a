export interface RepeatableTest {
  /** Path of its file, from the root of the project. */
  readonly file: string;
  /** Its whole name, with those of the `describe` blocks around it. */
  readonly name: string;
  /** Why its first attempt may fail without a defect. */
  readonly reason: string;
}

/** The tests that get a second attempt. A race belongs in no list: it is fixed. */
export const REPEATABLE_TESTS: readonly RepeatableTest[] = [];
