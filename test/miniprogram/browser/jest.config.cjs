// The browser build in Chromium on the real server with a database of its own: `npm run build` first.
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
};
