import config from './jest.config.mjs';

const e2e = config.projects.find(({ displayName }) => displayName === 'e2e');

/** What takes minutes: many clips, many kills, restarts, a full disk, browsers, scripts in every guise. */
export default {
  ...config,
  testTimeout: 180_000,
  projects: [{ ...e2e, displayName: 'slow', testRegex: '\\.slow\\.ts$' }],
};
