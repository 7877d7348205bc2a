import { swcOptions } from './test/support/swc-options.mjs';

const shared = {
  testEnvironment: 'node',
  testRegex: '\\.spec\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', swcOptions] },
};

/** `unit` needs neither PostgreSQL nor FFmpeg; `e2e` runs on the real ones. */
export default {
  projects: [
    { ...shared, displayName: 'unit', roots: ['<rootDir>/src'] },
    {
      ...shared,
      displayName: 'e2e',
      roots: ['<rootDir>/test'],
      // Real processes on a busy machine.
      testTimeout: 30_000,
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
  ],
};
