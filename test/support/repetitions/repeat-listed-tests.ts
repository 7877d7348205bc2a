import { expect, jest } from '@jest/globals';
import { REPEATABLE_TESTS } from './repeatable-tests.js';

// Jest repeats all failed tests of a file, or none. The reporter fails the run for a test that is not listed.
const { testPath = '' } = expect.getState();
if (REPEATABLE_TESTS.some(({ file }) => testPath.endsWith(`/${file}`))) {
  jest.retryTimes(1, { logErrorsBeforeRetry: true });
}
