// The WeChat build run outside WeChat against the real server: `npm run build:server && npm run build:weapp` first.
const { transform, transformIgnorePatterns } = require('../../jest.config.cjs');

module.exports = {
  rootDir: '../..',
  roots: ['<rootDir>/test/wechat'],
  testEnvironment: 'node',
  testMatch: ['**/*.walk.ts'],
  testTimeout: 180000,
  transform,
  transformIgnorePatterns,
};
