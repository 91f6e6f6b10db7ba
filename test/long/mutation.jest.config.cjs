// The tests of the pure rules, for mutation testing: no database, no browser, seconds a run.
const base = require('../../jest.config.cjs');
module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/shared'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: undefined,
  globalTeardown: undefined,
  // a copy of the repository in a hidden folder is what gets mutated
  haste: { ...base.haste, retainAllFiles: true },
};
