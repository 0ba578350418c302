import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Toolbox } from '../packages/toolbox';

/** The tools that a docker command of ours consists of. */
export interface ClientTools {
  /** Holds the `docker` command. */
  readonly docker: Toolbox;
  /** Holds `docker-buildx`. */
  readonly buildx: Toolbox;
}

/**
 * Sets up a docker command with buildx.
 *
 * @param folder for its settings, builders and logins
 * @returns what to add to the environment to use it
 */
export async function prepareClient(
  folder: string,
  { docker, buildx }: ClientTools,
): Promise<Readonly<Record<string, string>>> {
  await mkdir(folder, { recursive: true });
  const plugins = ['usr/libexec/docker/cli-plugins', 'usr/bin'].map((bin) =>
    join(buildx.root, bin),
  );
  await writeFile(join(folder, 'config.json'), JSON.stringify({ cliPluginsExtraDirs: plugins }));
  const path = [join(docker.root, 'usr/bin'), process.env['PATH']].filter(Boolean).join(':');
  return { DOCKER_CONFIG: folder, PATH: path };
}
