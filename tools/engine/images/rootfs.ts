import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findMirror } from '../packages/apt';
import { requireDebianRoot } from '../packages/debian';
import { SUITES } from '../packages/suites';
import { toolEnv } from '../packages/tool-env';
import { hostTools, madeOnce } from '../packages/toolbox';
import { paths } from '../paths';
import { report } from '../report';
import { run } from '../system/run';

/** What decides about the content, beside the architecture. */
export const ROOTFS_RECIPE = {
  suite: SUITES.base,
  /** Without it a package that merges /bin and /usr/bin is taken, and all of Perl with it. */
  include: 'usr-is-merged',
  /** What official slim images leave out. */
  unneeded: ['usr/share/doc', 'usr/share/man', 'usr/share/locale', 'var/lib/apt/lists'],
  /** Device files are the container runtime's business, and only root could copy them. */
  excluded: './dev/?*',
};

/**
 * Installs a minimal Debian into a tar file, once. Another architecture's needs its emulation registered.
 *
 * @param arch Debian's name of the architecture
 * @returns the tar file
 */
export async function makeRootfs(arch: string): Promise<string> {
  const { suite, include, unneeded, excluded } = ROOTFS_RECIPE;
  const recipe = createHash('sha256').update(JSON.stringify(ROOTFS_RECIPE)).digest('hex');
  const name = `rootfs-${suite}-${arch}-${recipe.slice(0, 8)}`;
  const folder = join(paths.cache, 'images', name);
  await madeOnce(folder, async (unfinished) => {
    report(`installing a minimal Debian ${suite} for ${arch}`);
    const host = await hostTools();
    const hooks = ['', host.root]
      .map((root) => join(root, '/usr/share/mmdebstrap/hooks/merged-usr'))
      .filter((hook) => existsSync(hook));
    const clean = `cd "$1" && for f in ${unneeded.join(' ')}; do rm -rf "$f"; mkdir "$f"; done`;
    const tar = join(unfinished, 'rootfs.tar');
    const args = [
      '--quiet',
      '--variant=minbase',
      `--architectures=${arch}`,
      `--include=${include}`,
      ...hooks.slice(0, 1).map((hook) => `--hook-dir=${hook}`),
      // It looks for Debian's own registration of the emulation; ours has another name.
      '--skip=check/qemu',
      `--customize-hook=${clean}`,
      suite,
      tar,
      await findMirror(requireDebianRoot()),
    ];
    await run('mmdebstrap', args, { env: toolEnv(host, [], process.env) });
    await run('tar', ['--delete', '--wildcards', '--file', tar, excluded]);
  });
  return join(folder, 'rootfs.tar');
}
