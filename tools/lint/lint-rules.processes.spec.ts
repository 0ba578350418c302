import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const core = 'packages/core/src/index.ts';
const engines = 'packages/engines/src/index.ts';
const registries = 'packages/registries/src/index.ts';
const nx = 'packages/nx-docker-stage-build/src/index.ts';
const git = 'packages/nx-docker-stage-build/src/git/run-git.ts';
const spec = 'packages/core/src/names/image-ref.spec.ts';

const boundaries = '@nx/enforce-module-boundaries';
const imports = 'no-restricted-imports';
const syntax = 'no-restricted-syntax';

const cases: [string, string, string[]][] = [
  // Doors between the parts.
  [core, `export * from '@docker-stage-build/engines';`, [boundaries, imports]],
  [engines, `export * from '@docker-stage-build/core';`, []],
  [engines, `export * from '@docker-stage-build/registries';`, [boundaries]],
  [registries, `export * from '@docker-stage-build/engines';`, [boundaries]],
  [registries, `export * from '../../engines/src/index';`, [boundaries]],
  [registries, `export * from 'nx-docker-stage-build';`, [boundaries]],
  [nx, `export * from '@docker-stage-build/registries';`, []],
  [nx, `export * from '../../../tools/engine/index';`, [boundaries]],
  // What keeps core pure.
  [core, `export * from 'node:fs';`, [imports]],
  [core, `export * from 'fs';`, [imports]],
  [core, `export * from 'node:child_process';`, [imports]],
  [core, `export * from 'node:https';`, [imports]],
  [core, `export * from 'node:os';`, [imports]],
  [core, `export * from '@nx/devkit';`, [imports]],
  [core, `export * from '@aws-sdk/client-ecr';`, [imports]],
  [core, `export * from 'execa';`, [imports]],
  [core, `export { resolve } from 'node:path';`, [imports]],
  [core, `export { posix } from 'node:path';`, []],
  [core, `export { createHash } from 'node:crypto';`, []],
  [core, `import { randomUUID } from 'node:crypto';\nexport const id = randomUUID();`, [syntax]],
  [core, `export const fs = import('node:fs');`, [syntax]],
  [core, `export const env = process.env;`, ['no-restricted-globals']],
  [core, `export const env = globalThis.process;`, ['no-restricted-properties']],
  [core, `export const page = fetch('http://example.org');`, ['no-restricted-globals']],
  [core, `export const now = Date.now();`, ['no-restricted-properties']],
  [core, `export const now = new Date();`, [syntax]],
  [core, `export const then = new Date(0);`, []],
  [core, `export const luck = Math.random();`, ['no-restricted-properties']],
  [spec, `export * from 'node:fs';`, []],
  // Who runs processes, and with what.
  [engines, `export const load = () => import('execa');`, []],
  [git, `export const load = () => import('execa');`, []],
  [nx, `export const load = () => import('execa');`, [syntax]],
  [registries, `export const load = () => import('execa');`, [syntax]],
  [engines, `export * from 'node:child_process';`, [imports]],
  [nx, `export * from 'node:child_process';`, [imports]],
  // What may be missing where the plugin runs.
  [nx, `export { logger } from '@nx/devkit';`, ['@typescript-eslint/no-restricted-imports']],
  [nx, `export type { ExecutorContext } from '@nx/devkit';`, []],
  // What is loaded where it is needed only.
  [
    registries,
    `export { ECRClient } from '@aws-sdk/client-ecr';`,
    ['@typescript-eslint/no-restricted-imports'],
  ],
  [registries, `export type { ECRClient } from '@aws-sdk/client-ecr';`, []],
  [registries, `export const load = () => import('@aws-sdk/client-ecr');`, []],
  // What type information is for.
  [
    engines,
    `export function go() {\n  Promise.resolve();\n}`,
    ['@typescript-eslint/no-floating-promises'],
  ],
];

describe('lint rules', () => {
  let broken: string[][];

  beforeAll(() => {
    const input = JSON.stringify(cases.map(([file, code]) => ({ file, code })));
    const script = join(__dirname, 'lint-snippets.mjs');
    broken = JSON.parse(execFileSync(process.execPath, [script], { cwd: root, input }).toString());
  }, 120_000);

  it.each(cases.map((test, index) => [index, ...test] as const))(
    '%i: in %s, %s',
    (index, _file, _code, rules) => {
      expect([...new Set(broken[index])].sort()).toEqual([...rules].sort());
    },
  );
});
