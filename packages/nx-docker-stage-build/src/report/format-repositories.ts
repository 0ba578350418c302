import type { EnsuredRepository } from '@docker-stage-build/registries';
import { describeDrift } from '../run/repositories/describe-repository';
import type { EnsuredUse } from '../run/repositories/ensure-images';
import { formatCall } from './format-call';

const STATUS: Readonly<Record<EnsuredRepository['status'], string>> = {
  created: 'created',
  updated: 'updated',
  exists: 'exists',
  drift: 'differs',
  'on-push': 'made by ECR on the first push',
  missing: 'missing',
  unknown: 'not known',
};

/** What a dry run has found to do. */
const WOULD: Readonly<Partial<Record<EnsuredRepository['status'], string>>> = {
  created: 'to be created',
  updated: 'to be updated',
};

export interface RepositoriesFormat {
  readonly dryRun: boolean;
}

/** A table of repositories and what became of them; in a dry run also the calls that would be made, as commands. */
export function formatRepositories(
  uses: readonly EnsuredUse[],
  { dryRun }: RepositoriesFormat,
): string {
  if (uses.length === 0) return 'No image has a repository in Amazon ECR.\n';
  const key = widthOf(uses.map((use) => use.key));
  const holds = widthOf(uses.map(describeContents));
  const lines = uses.flatMap((use) => [
    [use.key.padEnd(key), describeContents(use).padEnd(holds), describeOutcome(use, dryRun)].join(
      '  ',
    ),
    ...('value' in use.outcome ? describeDrift(use.outcome.value) : []).map((one) => `  ${one}`),
  ]);
  return [...lines, ...(dryRun ? listCalls(uses) : []), ''].join('\n');
}

function widthOf(texts: readonly string[]): number {
  return Math.max(...texts.map(({ length }) => length));
}

function describeContents({ holds: { images, caches } }: EnsuredUse): string {
  return [images ? 'images' : '', caches ? 'caches' : ''].filter(Boolean).join(' and ');
}

function describeOutcome({ outcome }: EnsuredUse, dryRun: boolean): string {
  if ('error' in outcome) return `failed: ${outcome.error.code}`;
  const { status } = outcome.value;
  return (dryRun ? WOULD[status] : undefined) ?? STATUS[status];
}

function listCalls(uses: readonly EnsuredUse[]): string[] {
  const calls = uses.flatMap(({ outcome }) => ('value' in outcome ? outcome.value.calls : []));
  return calls.length === 0 ? ['', '# Nothing to do.'] : ['', ...calls.map(formatCall)];
}
