const { testMatch: _, ...shared } = require('./jest.config.js');

/** What needs a whole n8n: `npm run e2e` starts it, since gulp says where n8n and the tarball lie. */
module.exports = { ...shared, testMatch: ['**/*.e2e.ts'], testTimeout: 120_000, verbose: true };
