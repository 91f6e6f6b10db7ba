// The browser build in Chromium on the real server with a database of its own: `npm run build` first.
const { transform, transformIgnorePatterns } = require('../../../jest.config.cjs');

module.exports = {
  rootDir: '../../..',
  roots: ['<rootDir>/test/miniprogram/browser'],
  testEnvironment: 'node',
  testMatch: ['**/*.walk.ts'],
  testTimeout: 180000,
  transform,
  transformIgnorePatterns,
};
