export default {
  displayName: 'e2e',
  preset: '../jest.preset.js',
  testTimeout: 600_000,
};
