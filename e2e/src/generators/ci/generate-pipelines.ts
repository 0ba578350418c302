import { run } from '@docker-stage-build/tools/engine/system/run';
import { PATHS, type Case } from './cases';
import type { SmallWorkspace } from './small-workspace';

/** A registry of ECR as people name it, in the place of which the stand-in is put. */
export const ECR = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';

/** Whether jobs of a case take a role of AWS by a token of their own: a task of Azure Pipelines does it in a way of its own. */
export function takesRole({ system, registry }: Case): boolean {
  return registry === 'ecr' && system !== 'azure';
}

/** Where a case's images go in its registry. */
export function repositoryOf({ system, runner }: Case): string {
  return `${system}-${runner}`;
}

/**
 * Has the installed plugin write the files of pipelines, and returns their texts in the order of the cases.
 *
 * @param address the registry that wants a password
 */
export async function generatePipelines(
  { root, write }: SmallWorkspace,
  { cases, address }: { readonly cases: readonly Case[]; readonly address: string },
): Promise<string[]> {
  const wanted = cases.map((one) => ({
    path: PATHS[one.system],
    options: optionsOf(one, address),
  }));
  write('generate.cjs', program(wanted));
  const { stdout } = await run(process.execPath, ['generate.cjs'], { cwd: root });
  return JSON.parse(stdout.slice(stdout.indexOf('\n['))) as string[];
}

function optionsOf(one: Case, address: string): object {
  const { system, runner, registry } = one;
  const host = registry === 'ecr' ? ECR : address;
  return {
    ...{ system, runner, registry: `${host}/${repositoryOf(one)}` },
    ...(takesRole(one) && { awsRole: 'arn:aws:iam::123456789012:role/ci' }),
  };
}

/** What the files leave to be ignored is written, the files are told: two may have the same path. */
function program(wanted: readonly object[]): string {
  return `const { FsTree, flushChanges } = require('nx/src/generators/tree');
const { join } = require('node:path');
const generator = require(join(__dirname, 'node_modules/nx-docker-stage-build/dist/generators/ci/generator.js')).default;
(async () => {
  const texts = [];
  for (const { path, options } of ${JSON.stringify(wanted)}) {
    const tree = new FsTree(__dirname, false);
    await generator(tree, options);
    texts.push(tree.read(path, 'utf8'));
    flushChanges(__dirname, tree.listChanges().filter((change) => change.path !== path));
  }
  console.log('\\n' + JSON.stringify(texts));
})();
`;
}
