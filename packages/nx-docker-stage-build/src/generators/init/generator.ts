import { isDeepStrictEqual } from 'node:util';
import type { Tree } from '@nx/devkit';
import { ciOptions, initOptions, parseGeneratorOptions } from '../../options';
import { logger } from '../../report/logger';
import { writePipeline } from '../ci/generator';
import { loadDevkit } from '../load-devkit';
import { runGenerator } from '../run-generator';
import { keepOut } from './keep-out';
import { migrateWorkspace } from './migrate/migrate-workspace';
import { setDefaults } from './set-defaults';

/** Generator `init`: registers the plugin and says where images go. Also what `nx add` runs. */
export default function initGenerator(tree: Tree, raw: unknown): Promise<void> {
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
    if (options.ci !== undefined && options.ci !== 'none') {
      const system = { system: options.ci };
      await writePipeline(tree, parseGeneratorOptions(ciOptions, system, { generator: 'ci' }));
    }
  });
}
