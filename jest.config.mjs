import { swcOptions } from './test/support/swc-options.mjs';

const shared = {
  testEnvironment: 'node',
  testRegex: '\\.spec\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    // The cutter and other processes run the built code, since jest cannot transform theirs.
    '/worker-url\\.js$': '<rootDir>/test/support/worker-url.ts',
    '/fork-server-url\\.js$': '<rootDir>/test/support/fork-server-url.ts',
    '/task-program-url\\.js$': '<rootDir>/test/support/task-program-url.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '^.+\\.ts$': ['@swc/jest', swcOptions] },
};

/** `unit` needs neither PostgreSQL nor FFmpeg; `e2e` runs on the real ones. */
export default {
  // For real processes on a busy machine. Jest reads it only here, not in a project.
  testTimeout: 60_000,
  // The default leaves one core idle, which is half of a machine with two cores.
  maxWorkers: '100%',
  // A worker ends at once, but the system takes up to a second to free its hundreds of megabytes. With Jest's
  // half second, each run ended with a warning of a leak. One that leaks a handle still gets it.
  workerGracefulExitTimeout: 10_000,
  reporters: ['default', '<rootDir>/test/support/repetitions/reporter.mjs'],
  projects: [
    { ...shared, displayName: 'unit', roots: ['<rootDir>/src'] },
    {
      ...shared,
      displayName: 'e2e',
      roots: ['<rootDir>/test'],
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
      setupFilesAfterEnv: ['<rootDir>/test/support/repetitions/repeat-listed-tests.ts'],
    },
  ],
};
