// The full counts: hours of real crashes, a million routed points, a hundred thousand fuzz cases.
const base = require('../../jest.config.cjs');
module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: [
    '<rootDir>/test/long/**/*.test.ts',
    '<rootDir>/test/server/areas/router.test.ts',
    '<rootDir>/test/journeys/killed.test.ts',
    '<rootDir>/test/server/fuzz.test.ts',
  ],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 3_600_000,
};
