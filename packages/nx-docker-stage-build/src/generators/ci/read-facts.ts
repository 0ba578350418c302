import type { NxJsonConfiguration } from '@nx/devkit';
import { StageBuildError } from '@docker-stage-build/core';
import { parsePluginOptions, type CiOptions } from '../../options';
import { PLUGIN, pluginOptionsIn } from '../nx-json';
import type { AwsFacts, CiFacts, RegistryFacts } from './model';
import { readPackageFacts } from './package-facts';
import { readRegistryFacts } from './registry-facts';

export interface CiSources {
  readonly options: CiOptions;
  readonly nxJson: NxJsonConfiguration;
  /** Text of a file in the workspace root; `null` where there is none. */
  readonly read: (path: string) => string | null;
}

/** Systems that give a job no token which AWS takes for a role. */
const WITHOUT_ROLE: readonly CiOptions['system'][] = ['cloudbuild', 'alibaba'];

/**
 * All that a pipeline's file depends on, from options and the workspace.
 * @throws StageBuildError OPTION_INVALID, LOCKFILE_MISSING, IMAGE_NAME_INVALID, ECR_HOST_INVALID
 */
export function readCiFacts({ options, nxJson, read }: CiSources): CiFacts {
  const plugin = parsePluginOptions(pluginOptionsIn(nxJson));
  const known = plugin.defaults.image;
  const wanted = options.registry && `${options.registry.replace(/\/+$/, '')}/{name}`;
  const image = wanted ?? known;
  if (image === undefined) {
    throw new StageBuildError('OPTION_INVALID', 'Nothing says where images go.', {
      hint: `Add --registry=registry.example.com/shop, or set it for all: nx g ${PLUGIN}:init --registry=…`,
    });
  }
  const registry = readRegistryFacts(image);
  return {
    packages: readPackageFacts(read),
    node: nodeVersion(read),
    registry,
    image: image === known ? null : image,
    runner: options.runner,
    branch: options.branch ?? nxJson.defaultBase ?? 'main',
    aws: readAws(options, registry),
    pin: options.pin,
    targets: { image: plugin.targetName, plan: plugin.planTargetName },
  };
}

function readAws({ awsRole, awsRegion, system }: CiOptions, registry: RegistryFacts) {
  if (awsRole === undefined) return null;
  if (WITHOUT_ROLE.includes(system)) {
    throw new StageBuildError('OPTION_INVALID', `awsRole: ${system} gives jobs no token for AWS`, {
      hint: 'Leave the option out: the file then names the variables for a key.',
    });
  }
  const region = awsRegion ?? registry.region;
  if (region === null) {
    throw new StageBuildError('OPTION_INVALID', 'awsRole: in which region?', {
      hint: 'Add --awsRegion=eu-central-1.',
    });
  }
  return { role: awsRole, region } satisfies AwsFacts;
}

/** The major version that the workspace names, else the newest that all supported versions of Nx run on. */
function nodeVersion(read: (path: string) => string | null): string {
  const named = read('.nvmrc') ?? read('.node-version') ?? '';
  return /^v?(\d+)/.exec(named.trim())?.[1] ?? '22';
}
