import config from './jest.config.mjs';

const [unit, e2e] = config.projects;

/** What is run under each Node that is supported: the unit tests, and the journey on the built program. */
export default {
  ...config,
  projects: [unit, { ...e2e, displayName: 'journey', testRegex: '/test/journey/.*\\.spec\\.ts$' }],
};
