import { posix } from 'node:path';
import { compileIgnoreRules } from '@docker-stage-build/core';
import type { ProjectView } from './view/model';

/** What is made where sources lie and would spoil a build, with a path that shows whether it is left out. */
const SPOILERS = [
  { pattern: '**/node_modules', has: ['package.json'], sample: 'node_modules' },
  { pattern: '**/.venv', has: ['pyproject.toml', 'requirements.txt'], sample: '.venv' },
  { pattern: '**/target', has: ['Cargo.toml', 'pom.xml'], sample: 'target' },
];

/** What no image reads, whoever wrote its Dockerfile, or what changes with every commit. */
export const NEVER_SENT = ['.git', '.nx', '**/node_modules'];

/** What no build of an image that makes all by itself needs. */
const IGNORED = [
  ...NEVER_SENT,
  '**/.next',
  '**/.nuxt',
  '**/.output',
  '**/.svelte-kit',
  '**/.react-router',
  '**/.astro',
  '**/.angular',
  '**/.venv',
  '**/__pycache__',
  '**/target',
  '**/.gradle',
  '**/bin/Debug',
  '**/obj',
  '**/Dockerfile*',
  '**/.env*',
];
const OUTPUTS = ['**/dist'];

/** The `.dockerignore` for a workspace that has none. */
export function writeIgnoreFile({ keepsOutputs }: { readonly keepsOutputs: boolean }): string {
  return `${[...IGNORED, ...(keepsOutputs ? [] : OUTPUTS)].join('\n')}\n`;
}

/** Whether a `.dockerignore` says no more than the generator `init` wrote: nobody's own then. */
export function isMinimal(ignoreFile: string): boolean {
  return ignoreFile.trim() === NEVER_SENT.join('\n');
}

/** Patterns that the workspace's `.dockerignore` lacks: what they name would come over what the image made itself. */
export function listMissingPatterns({ project, files }: ProjectView, ignoreFile: string): string[] {
  const rules = compileIgnoreRules(ignoreFile);
  return SPOILERS.filter(({ has, sample }) => {
    const isUsed = [project.root, '.'].some((folder) =>
      has.some((name) => files.read(posix.join(folder, name)) !== null),
    );
    return isUsed && !rules.ignores(posix.join(project.root, sample));
  }).map(({ pattern }) => pattern);
}
