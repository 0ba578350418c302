export default {
  projects: ['<rootDir>/packages/*/jest.config.ts', '<rootDir>/tools/jest.config.ts'],
};
