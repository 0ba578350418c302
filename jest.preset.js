/** What every project's tests share: SWC compiles, packages are taken from their sources. */
module.exports = {
  testEnvironment: 'node',
  testEnvironmentOptions: {
    customExportConditions: ['@docker-stage-build/source', 'node', 'node-addons'],
  },
  testMatch: ['**/*.spec.ts'],
  // Specs that start dozens of processes take their time: they run with the journeys (e2e/jest.config.ts).
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.processes\\.spec\\.ts$'],
  moduleNameMapper: { '^fast-check$': require.resolve('./tools/test/fast-check.cjs') },
  modulePathIgnorePatterns: ['/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        // `import()` stays what it is: it is how an ES module is loaded from CommonJS.
        module: { type: 'commonjs', ignoreDynamic: true },
      },
    ],
  },
};
