import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

// The rule for module boundaries reads the graph from Nx's cache and is silently skipped when
// there is none, so the graph is made first.
process.env.NX_DAEMON ??= 'false';
await createProjectGraphAsync();

const specs = ['**/*.spec.ts', '**/testing/**/*.ts', '**/jest.config.ts'];

/**
 * Which scopes each scope may import: engines and registries know core and never each other.
 * Tools and e2e import what they like.
 */
const doors = {
  core: ['core'],
  engines: ['engines', 'core'],
  registries: ['registries', 'core'],
  nx: ['nx', 'core', 'engines', 'registries'],
};

const depConstraints = Object.entries(doors).map(([scope, allowed]) => ({
  sourceTag: `scope:${scope}`,
  onlyDependOnLibsWithTags: allowed.map((name) => `scope:${name}`),
}));

const dynamicImport = (name) => `ImportExpression[source.value="${name}"]`;

/** Who runs processes: engines, and Docker's credential helpers. */
const processRunners = [
  'packages/engines/src/**/*.ts',
  'packages/registries/src/credentials/credential-helper.ts',
];

/** A plan starts a dozen of git, and execa takes longer over each than Node's own function. */
const gitRunner = 'packages/nx-docker-stage-build/src/git/run-git.ts';

/** The one way to run a process is execa, but for git. */
const processes = {
  imports: [
    { name: 'execa', message: 'Processes are run by engines and by credential helpers.' },
    ...['child_process', 'node:child_process'].map((name) => ({
      name,
      message: 'Processes are run with execa: argument arrays, no shell.',
    })),
  ],
  syntax: [
    { selector: dynamicImport('execa'), message: 'Not a place that runs processes.' },
    { selector: dynamicImport('node:child_process'), message: 'Processes are run with execa.' },
  ],
};

/** A workspace may have Nx alone. */
const optionalPeer = {
  name: '@nx/devkit',
  allowTypeImports: true,
  message:
    'Only generators need it when they run: it is missing in many workspaces, and slow to load.',
};

/** Most builds need no AWS, and its clients take a while to load. */
const lazyClients = {
  group: ['@aws-sdk/*'],
  allowTypeImports: true,
  message: "Load AWS's clients with import(), where they are needed.",
};

/** What keeps core pure: clock, environment and trees come in as arguments. */
const purity = {
  modules: {
    // Everything but relative files and the built-ins without effects.
    regex: '^(?!\\.{1,2}/|(node:crypto|node:path|node:path/posix)$)',
    message: 'core is pure: it imports nothing that does input or output.',
  },
  paths: { name: 'node:path', allowImportNames: ['posix'], message: 'Trees have posix paths.' },
  globals: ['process', 'console', 'fetch', 'performance', 'setTimeout', 'setInterval'],
  properties: [
    { object: 'Date', property: 'now' },
    { object: 'Math', property: 'random' },
    ...['globalThis', 'global'].map((object) => ({ object })),
  ],
  syntax: [
    { selector: 'ImportExpression', message: 'core is pure: no import at run time.' },
    { selector: 'CallExpression[callee.name="require"]', message: 'core is pure: no require.' },
    {
      selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
      message: 'No clock in core.',
    },
    {
      selector:
        'ImportDeclaration[source.value="node:crypto"] ImportSpecifier[imported.name=/^random/]',
      message: 'core is deterministic.',
    },
  ],
};

export default tseslint.config(
  {
    ignores: ['**/dist', '**/coverage', '**/fixtures', '.nx', 'examples'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.js'],
    extends: [tseslint.configs.recommended, tseslint.configs.stylistic],
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['jest.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
    },
  },
  {
    files: ['**/*.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['packages/**/*.ts'],
    plugins: { '@nx': nx },
    rules: { '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints }] },
  },
  {
    files: ['packages/**/*.ts'],
    ignores: [...specs, ...processRunners, gitRunner],
    rules: {
      'no-restricted-imports': ['error', { paths: processes.imports }],
      'no-restricted-syntax': ['error', ...processes.syntax],
    },
  },
  {
    files: processRunners,
    ignores: specs,
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: processes.imports.filter(({ name }) => name !== 'execa') },
      ],
    },
  },
  {
    files: ['packages/nx-docker-stage-build/src/**/*.ts'],
    ignores: [...specs, 'packages/nx-docker-stage-build/src/generators/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [optionalPeer] }],
    },
  },
  {
    files: ['packages/registries/src/**/*.ts'],
    ignores: specs,
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [lazyClients] }],
    },
  },
  {
    files: ['packages/core/src/**/*.ts'],
    ignores: specs,
    rules: {
      'no-restricted-imports': ['error', { paths: [purity.paths], patterns: [purity.modules] }],
      'no-restricted-globals': ['error', ...purity.globals],
      'no-restricted-properties': ['error', ...purity.properties],
      'no-restricted-syntax': ['error', ...purity.syntax],
    },
  },
  prettier,
);
