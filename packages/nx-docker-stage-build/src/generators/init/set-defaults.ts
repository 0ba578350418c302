import type { NxJsonConfiguration } from '@nx/devkit';
import { isDeepStrictEqual } from 'node:util';
import { StageBuildError } from '@docker-stage-build/core';
import type { InitOptions, RawImageOptions } from '../../options';
import { findPlugin, nameOf, PLUGIN } from '../nx-json';
import { readRegistryFacts } from '../ci/registry-facts';

interface Registered {
  readonly defaults?: RawImageOptions;
}

/**
 * nx.json with the plugin in it and what was asked for as its defaults; what it says besides stays. The same object where nothing changes.
 * @throws StageBuildError IMAGE_NAME_INVALID, ECR_HOST_INVALID, OPTION_INVALID
 */
export function setDefaults(
  nxJson: NxJsonConfiguration,
  options: Pick<InitOptions, 'registry' | 'ecr'>,
): NxJsonConfiguration {
  const entry = findPlugin(nxJson);
  const { options: given, ...rest } = typeof entry === 'object' ? entry : { plugin: PLUGIN };
  const before = (given ?? {}) as Registered;
  const defaults = { ...before.defaults, ...defaultsFor(options, before.defaults) };
  const changed = isDeepStrictEqual(defaults, before.defaults ?? {})
    ? entry
    : { ...rest, options: { ...before, defaults } };
  const registered = changed ?? PLUGIN;
  if (entry !== undefined && registered === entry) return nxJson;
  const plugins = nxJson.plugins ?? [];
  return {
    ...nxJson,
    plugins: entry
      ? plugins.map((other) => (nameOf(other) === PLUGIN ? registered : other))
      : [...plugins, registered],
  };
}

/** What follows from the answers. */
function defaultsFor(
  { registry = '', ecr }: Pick<InitOptions, 'registry' | 'ecr'>,
  before: RawImageOptions = {},
): RawImageOptions {
  const place = registry.trim().replace(/\/+$/, '');
  // A registry that is there already keeps its path.
  const image = place === '' ? before.image : `${place}/{name}`;
  const facts = image === undefined ? null : readRegistryFacts(image);
  const isEcr = facts?.kind === 'ecr';
  if (ecr === true && !isEcr) {
    const problem = facts ? `${facts.host} is not Amazon ECR` : 'no registry is named';
    throw new StageBuildError('OPTION_INVALID', `ecr: ${problem}`, {
      hint: 'Its registries are called ACCOUNT.dkr.ecr.REGION.amazonaws.com and public.ecr.aws: --registry=…',
    });
  }
  return {
    ...(image !== undefined && { image }),
    // Repositories are made unless that is switched off.
    ...(ecr === false && isEcr && { ecr: { ...before.ecr, create: false } }),
    ...(ecr === true && before.ecr?.create === false && { ecr: { ...before.ecr, create: true } }),
  };
}
