import { jest } from '@jest/globals';

// A machine that is busy with something else starves real processes now and then. A second attempt tells
// that from a defect, which fails twice; the first failure is logged all the same.
jest.retryTimes(1, { logErrorsBeforeRetry: true });
