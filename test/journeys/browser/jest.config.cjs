// Journeys in a real browser against the server as `npm start` runs it; screenshots go to artifacts/.
const base = require('../../../jest.config.cjs');
module.exports = {
  rootDir: '../../..',
  roots: ['<rootDir>/test/journeys/browser'],
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  testTimeout: 180000,
  transform: base.transform,
  transformIgnorePatterns: base.transformIgnorePatterns,
};
