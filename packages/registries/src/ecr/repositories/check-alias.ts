import { StageBuildError } from '@docker-stage-build/core';
import { AwsError } from '../errors/aws-error';
import type { WantedRepository } from './model';
import type { CallEcr } from './read-repository';

/** The part of DescribeRegistries' answer that is read. */
interface Registries {
  readonly registries?: readonly {
    readonly aliases?: readonly { readonly name?: string; readonly status?: string }[];
  }[];
}

/**
 * Makes sure that a repository is made in the public registry that the image's name means: the API makes it in the caller's,
 * whatever the alias. Who may not read the aliases is taken at his word.
 * @throws StageBuildError IMAGE_NAME_INVALID
 */
export async function checkAlias(
  { registry, alias, name }: WantedRepository,
  call: CallEcr,
): Promise<void> {
  if (alias === null) return;
  const aliases = await readAliases(call);
  if (aliases.length === 0 || aliases.includes(alias)) return;
  throw new StageBuildError(
    'IMAGE_NAME_INVALID',
    `The public registry of this AWS account is not ${registry.host}/${alias}.`,
    {
      hint: `Write \`${registry.host}/${aliases[0]}/${name}\`, or use credentials of the other account.`,
    },
  );
}

async function readAliases(call: CallEcr): Promise<string[]> {
  try {
    const answer = await call({
      service: 'ecr-public',
      region: null,
      operation: 'DescribeRegistries',
      input: {},
    });
    const { registries = [] } = answer as Registries;
    return registries
      .flatMap(({ aliases = [] }) => aliases)
      .flatMap(({ name = '', status }) => (status === 'ACTIVE' ? [name] : []));
  } catch (error) {
    if (error instanceof AwsError) return [];
    throw error;
  }
}
