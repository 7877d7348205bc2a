import config from './jest.config.mjs';

const [unit, e2e] = config.projects;

/** The tests that run under each supported version of Node.js: unit tests, and the journey with the built program. */
export default {
  ...config,
  projects: [
    unit,
    {
      ...e2e,
      displayName: 'journey',
      // Without those that kill, starve and upgrade the service, which do not depend on the version.
      testRegex: '/test/journey/(.*\\.spec|readme\\.slow)\\.ts$',
    },
  ],
};
