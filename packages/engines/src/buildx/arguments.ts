import { formatCsv } from '../csv';
import type { BuildJob, Secret } from '../job';
import { formatOutput } from './format-output';

export interface ArgumentOptions {
  /** Where buildx writes its results as JSON. Without it, the arguments are those a person would type. */
  readonly metadataFile?: string;
  /** Build arguments that buildx is to read from its environment. */
  readonly hidden?: ReadonlySet<string>;
}

/** Arguments of `docker` that carry out a job, in a stable order. They name secrets by source and hold no value of one. */
export function buildArguments(
  job: BuildJob,
  { metadataFile, hidden = new Set() }: ArgumentOptions = {},
): string[] {
  return [
    'buildx',
    'build',
    ...(metadataFile ? ['--progress', 'rawjson', '--metadata-file', metadataFile] : []),
    ...option('--builder', job.builder),
    ...option('--file', job.dockerfile),
    ...option('--target', job.target),
    ...option('--platform', job.platforms.join(',') || null),
    ...each('--tag', job.tags),
    ...each('--build-arg', pairs(job.buildArgs, hidden)),
    ...each('--secret', job.secrets.map(formatSecret)),
    ...each('--ssh', job.ssh),
    ...each('--label', pairs(job.labels)),
    ...each('--annotation', pairs(job.annotations)),
    ...each('--build-context', pairs(job.contexts)),
    ...option('--network', job.network),
    ...noCache(job.noCache),
    ...(job.pull ? ['--pull'] : []),
    ...option('--provenance', text(job.provenance)),
    ...option('--sbom', text(job.sbom)),
    ...each('--add-host', job.addHosts),
    ...option('--shm-size', job.shmSize),
    ...each('--ulimit', job.ulimits),
    ...each('--allow', job.allow),
    ...option('--cache-from', job.cacheFrom),
    ...option('--cache-to', job.cacheTo),
    ...each('--output', job.outputs.map(formatOutput)),
    job.context,
  ];
}

function formatSecret({ id, env, src }: Secret): string {
  return formatCsv([
    ['id', id],
    ['src', src],
    ['env', src === undefined ? (env ?? id) : undefined],
  ]);
}

function noCache(value: BuildJob['noCache']): string[] {
  if (typeof value === 'boolean') return value ? ['--no-cache'] : [];
  return each('--no-cache-filter', value);
}

function pairs(
  record: Readonly<Record<string, string>>,
  hidden: ReadonlySet<string> = new Set(),
): string[] {
  return Object.entries(record).map(([key, value]) => (hidden.has(key) ? key : `${key}=${value}`));
}

function each(flag: string, values: readonly string[]): string[] {
  return values.flatMap((value) => [flag, value]);
}

function option(flag: string, value: string | null): string[] {
  return value === null ? [] : [flag, value];
}

function text(value: boolean | string | null): string | null {
  return value === null ? null : String(value);
}
