import { StageBuildError } from '@docker-stage-build/core';
import type { EnsuredRepository } from '@docker-stage-build/registries';

/** Values of a difference are told in full up to this many characters: policies are long. */
const MAX_VALUE = 120;

/** Settings that an existing repository has otherwise than was asked for, a text each. */
export function describeDrift({ drift }: Pick<EnsuredRepository, 'drift'>): string[] {
  return drift.map(({ setting, wanted, found, fix }) => {
    const end = fix === null ? ' (ECR cannot change it)' : '';
    return `${setting} is ${shorten(found)}, not ${shorten(wanted)}${end}`;
  });
}

/** The error of a repository that nobody made. */
export function repositoryMissing(key: string, project: string): StageBuildError {
  return new StageBuildError('REGISTRY_NOT_FOUND', `There is no repository ${key}.`, {
    hint: 'Make it where your infrastructure is described, or leave `ecr.create` out to have it made.',
    project,
  });
}

function shorten(value: string): string {
  return value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value;
}
