import config from './jest.config.mjs';

const e2e = config.projects.find(({ displayName }) => displayName === 'e2e');

/** Slow tests: many clips, kills, restarts, a full disk, damage of all kinds, browsers, hostile files. */
export default {
  ...config,
  testTimeout: 180_000,
  projects: [{ ...e2e, displayName: 'slow', testRegex: '\\.slow\\.ts$' }],
};
