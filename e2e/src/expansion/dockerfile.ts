import {
  buildStageGraph,
  parseDockerfile,
  type Stage,
  type StageGraph,
} from '@docker-stage-build/core';
import { VARIABLES } from './texts';

/** Where a word is expanded: by LABEL, by ENV, as a default in a stage and as a default before the first FROM. */
export const PLACES = ['label', 'env', 'arg', 'global'] as const;

/** A Dockerfile whose image has a label `<place>-<number>` for each text in each place. */
export function makeDockerfile(texts: readonly string[]): string {
  const variables = Object.entries(VARIABLES).map(([name, value]) => `ARG ${name}=${quote(value)}`);
  const list = (line: (text: string, at: number) => string): string[] => texts.map(line);
  return [
    ...variables,
    ...list((text, at) => `ARG G${at}=${text}`),
    'FROM scratch',
    ...Object.keys(VARIABLES).map((name) => `ARG ${name}`),
    ...list((_, at) => `ARG G${at}\nLABEL global-${at}=$G${at}`),
    ...list((text, at) => `LABEL label-${at}=${text}`),
    ...list((text, at) => `ENV E${at}=${text}\nLABEL env-${at}=$E${at}`),
    ...list((text, at) => `ARG A${at}=${text}\nLABEL arg-${at}=$A${at}`),
    '',
  ].join('\n');
}

export interface Setting {
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly target?: string;
}

/** What the planner knows of an image: its labels, and the last or all values of other instructions. */
export function planConfig(text: string, setting: Setting = {}) {
  const graph = buildStageGraph(parseDockerfile(text), { platform: 'linux/amd64', ...setting });
  const steps = chainOf(graph).flatMap((stage) => stage.steps);
  const valuesOf = (keyword: string): string[] =>
    steps
      .filter((step) => step.keyword === keyword)
      .map((step) => step.text.slice(keyword.length + 1));
  return {
    labels: Object.fromEntries(valuesOf('LABEL').flatMap(readWords).map(readPair)),
    env: Object.fromEntries(valuesOf('ENV').flatMap(readWords).map(readPair)),
    user: valuesOf('USER').map(unescape).at(-1) ?? '',
    workdirs: valuesOf('WORKDIR').map(unescape),
    volumes: valuesOf('VOLUME').flatMap(readWords).map(readWord),
    ports: valuesOf('EXPOSE').flatMap(readWords).map(readWord),
  };
}

/** The target stage and those it stands on, the first one first. */
function chainOf({ stages, target }: StageGraph): Stage[] {
  const chain: Stage[] = [];
  for (let id: string | null = target; id !== null;) {
    const stage = stages.find((one) => one.id === id) as Stage;
    chain.unshift(stage);
    id = stage.base.kind === 'stage' ? stage.base.stage : null;
  }
  return chain;
}

/** The words of a step's text; those with white space or quotes in them are JSON strings. */
function readWords(text: string): string[] {
  return text.match(/(?:"(?:\\.|[^"\\])*"|[^\s"])+/g) ?? [];
}

function readPair(text: string): [string, string] {
  const [, name = '', value = ''] = /^("(?:\\.|[^"\\])*"|[^="]*)=(.*)$/s.exec(text) ?? [];
  return [readWord(name), readWord(value)];
}

function readWord(text: string): string {
  return unescape(text.startsWith('"') ? (JSON.parse(text) as string) : text);
}

function unescape(text: string): string {
  return text.replaceAll('$$', '$');
}

function quote(text: string): string {
  return `"${text.replace(/[\\"$]/g, '\\$&')}"`;
}
