/** What every project's tests share: SWC compiles, packages are taken from their sources. */
module.exports = {
  testEnvironment: 'node',
  testEnvironmentOptions: {
    customExportConditions: ['@docker-stage-build/source', 'node', 'node-addons'],
  },
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
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
