import { isDeepStrictEqual } from 'node:util';
import type { GeneratorCallback, Tree } from '@nx/devkit';
import { initOptions, parseGeneratorOptions } from '../../options';
import { logger } from '../../report/logger';
import { loadDevkit } from '../load-devkit';
import { runGenerator } from '../run-generator';
import { addPipeline } from './add-pipeline';
import { keepOut } from './keep-out';
import { migrateWorkspace } from './migrate/migrate-workspace';
import { formatSteps, listNextSteps } from './next-steps';
import { readSetup } from './read-setup';
import { setDefaults } from './set-defaults';

/**
 * Generator `init`: registers the plugin and says where images go. Also what `nx add` runs.
 * @returns what Nx calls when all is written, and not with `--dry-run`: it says how to go on
 */
export default function initGenerator(tree: Tree, raw: unknown): Promise<GeneratorCallback> {
  return runGenerator(async () => {
    const options = parseGeneratorOptions(initOptions, raw, { generator: 'init' });
    const devkit = await loadDevkit();
    const before = devkit.readNxJson(tree) ?? {};
    const nxJson = setDefaults(before, options);
    if (!isDeepStrictEqual(nxJson, before)) devkit.updateNxJson(tree, nxJson);
    keepOut(tree);
    if (options.migrate) {
      for (const { subject, lost } of migrateWorkspace(tree, devkit)) {
        for (const text of lost) logger.warn(`${subject}: ${text}`);
      }
    }
    const pipeline = await addPipeline(tree, options.ci ?? 'none');
    const setup = readSetup(tree, devkit);
    const migratable = setup.migratable && !options.migrate;
    const steps = listNextSteps({ ...setup, migratable, pipeline });
    return () => console.log(formatSteps(steps));
  });
}
