import {
  CI_VARIABLES,
  EVENT_VARIABLE,
  RUNNER_KINDS,
  RUNNER_VARIABLE,
  SIGNALS,
  TRUST_VARIABLE,
  TRUST_WISHES,
} from '@docker-stage-build/core';
import { CACHE_VARIABLE } from 'nx-docker-stage-build';
import { code, page, table } from './markdown';

/** Variables that the plugin itself reads, besides those of CI systems. */
const VARIABLES: Readonly<Record<string, string>> = {
  [RUNNER_VARIABLE]: `Kind of this machine: ${RUNNER_KINDS.map(code).join(', ')}. Goes before the option \`runner\` and the table below.`,
  [CACHE_VARIABLE]:
    'Where caches are: `auto`, `local`, `registry`, `none`, `local:FOLDER` or `registry:REPOSITORY`. Goes before `cache.kind` and `cache.location`.',
  [TRUST_VARIABLE]: `What a run may leave for later ones: ${TRUST_WISHES.map(code).join(', ')}. Goes before the option \`trust\`, see [reuse](../guides/reuse.md).`,
  [EVENT_VARIABLE]:
    'File with the event that started a run, on GitHub and what is made like it: it says whether a pull request comes from a fork.',
  NX_BASE: 'Commit to compare with, as for `nx affected`. The option `base` goes before it.',
  XDG_CACHE_HOME: 'Folder for the local cache, `docker-stage-build` in it. Default: `~/.cache`.',
  DOCKER_CONFIG: "Folder of Docker's `config.json`, for logins. Default: `~/.docker`.",
  NO_COLOR: 'Any value: no colours.',
};

const VARIABLES_INTRODUCTION = `# Environment variables

Docker's own variables (\`DOCKER_HOST\`, \`DOCKER_CONTEXT\`, \`BUILDX_BUILDER\`, …) reach the engine as they are. These are read by the plugin:`;

const SIGNALS_INTRODUCTION = `## Kinds of runners

The first row whose variables all have their values says what kind of machine this is. Without any of them, \`CI\` makes it \`cloud\`, and no \`CI\`
makes it \`workstation\`. \`nx run P:image-plan\` shows which it was.`;

const FACTS_INTRODUCTION = `## What templates take from CI

Checkouts of CI systems are often detached, so branch and tag come from the first of these that is set, then from git.`;

/** Reference of every environment variable. */
export function environmentPage(): string {
  return page(
    VARIABLES_INTRODUCTION,
    table(['variable', 'meaning'], rowsOf(VARIABLES)),
    SIGNALS_INTRODUCTION,
    table(
      ['variables', 'provider', 'kind'],
      SIGNALS.map(({ env, provider, kind, note }) => [
        [Object.entries(env).map(formatSignal).join(' and '), ...(note ? [note] : [])].join(' '),
        provider,
        code(kind),
      ]),
    ),
    FACTS_INTRODUCTION,
    table(
      ['placeholder', 'variables'],
      Object.entries(CI_VARIABLES).map(([fact, names]) => [
        code(`{${fact}}`),
        names.map(code).join(', '),
      ]),
    ),
  );
}

function rowsOf(meanings: Readonly<Record<string, string>>): string[][] {
  return Object.entries(meanings).map(([name, meaning]) => [code(name), meaning]);
}

function formatSignal([name, value]: [string, string]): string {
  return value === '*' ? code(name) : code(`${name}=${value}`);
}
