// The browser build in Chromium, against a portal in memory: `npm run build:h5` first. No database is needed.
const base = require('../../../jest.config.cjs');

module.exports = {
  ...base,
  rootDir: '../../..',
  roots: ['<rootDir>/test/miniprogram/browser'],
  testMatch: ['**/*.walk.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: undefined,
  globalTeardown: undefined,
  testTimeout: 60000,
  maxWorkers: 1,
};
