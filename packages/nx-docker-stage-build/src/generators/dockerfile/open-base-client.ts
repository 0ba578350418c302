import type { NxJsonConfiguration } from '@nx/devkit';
import { inspectEngine } from '@docker-stage-build/engines';
import { openLogins, type RegistryClient } from '@docker-stage-build/registries';
import { parsePluginOptions } from '../../options';
import { logger } from '../../report/logger';
import { openClient } from '../../run/plan/open-client';
import { pluginOptionsIn } from '../nx-json';

/** Asks for base images where builds get them: at mirrors in the plugin's options and at those of the engine, with Docker's logins. */
export async function openBaseClient(nxJson: NxJsonConfiguration): Promise<RegistryClient> {
  const { defaults } = parsePluginOptions(pluginOptionsIn(nxJson));
  const { mirrors = {}, insecureRegistries = [], builder = null } = defaults;
  const warn = (message: string): void => logger.warn(message);
  return openClient([{ mirrors, insecureRegistries }], {
    engineMirrors: await findEngineMirrors(builder),
    credentials: openLogins('auto', { env: process.env, warn }),
  });
}

/** Mirrors of Docker Hub that the engine uses; none where there is no engine, as generating needs none. */
async function findEngineMirrors(builder: string | null): Promise<readonly string[]> {
  try {
    return (await inspectEngine({ builder, env: process.env })).registryMirrors;
  } catch {
    return [];
  }
}
