export default {
  displayName: 'e2e',
  preset: '../jest.preset.js',
  roots: ['<rootDir>', '<rootDir>/../packages', '<rootDir>/../tools'],
  testMatch: ['<rootDir>/**/*.spec.ts', '**/*.processes.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testTimeout: 600_000,
};
