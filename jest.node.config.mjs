import config from './jest.config.mjs';

const [unit, e2e] = config.projects;

/** The tests that run under each supported version of Node.js: unit tests, and two journeys with the built program. */
export default {
  ...config,
  projects: [
    unit,
    {
      ...e2e,
      displayName: 'journey',
      // The others take longer, and what they test hardly depends on the version.
      testRegex: '/test/journey/(.*\\.spec|readme\\.slow)\\.ts$',
    },
  ],
};
