import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBuilds, type RunStep } from '../records';
import type { Workspace } from '../workspace';

/** What a build made, and what it did according to the engine. */
export interface ImageBuild {
  readonly digest: string;
  readonly runSteps: readonly RunStep[];
}

export interface BuildTarget {
  readonly repository: string;
  readonly env: Readonly<Record<string, string>>;
  /** Further arguments. */
  readonly more?: readonly string[];
}

const METADATA_FILE = 'dist/api-image.json';

/** The command that a user of the plugin types: push the image, keep the caches of its stages in the registry. */
export function imageCommand(repository: string): string[] {
  return ['run', 'api:image', `--image=${repository}`, '--push', '--cache=registry'];
}

/**
 * Builds and pushes the api's image.
 *
 * @param env the environment in which `docker` is the engine's
 * @throws Error with what Nx printed
 */
export async function buildImage(
  workspace: Workspace,
  { repository, env, more = [] }: BuildTarget,
): Promise<ImageBuild> {
  const args = [...imageCommand(repository), `--metadataFile=${METADATA_FILE}`, ...more];
  const { exitCode, stdout, stderr } = await workspace.nx(args, { env });
  if (exitCode !== 0) throw new Error(`nx ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  const metadata = readFileSync(join(workspace.root, METADATA_FILE), 'utf8');
  const [latest] = await readBuilds({ ...process.env, ...env });
  if (!latest) throw new Error('The engine has no record of the build.');
  return { digest: (JSON.parse(metadata) as { digest: string }).digest, runSteps: latest.runSteps };
}

/** Says how many RUN steps of a build were executed, and how many came from a cache. */
export function countRunSteps({ runSteps }: ImageBuild): string {
  const ran = runSteps.filter((step) => step.ran).length;
  return `${ran} RUN steps executed, ${runSteps.length - ran} from cache`;
}
