import { join } from 'node:path';
import { findMirror } from '../packages/apt';
import { requireDebianRoot } from '../packages/debian';
import { SUITES } from '../packages/suites';
import { toolEnv } from '../packages/tool-env';
import { hostTools, madeOnce } from '../packages/toolbox';
import { paths } from '../paths';
import { report } from '../report';
import { run } from '../system/run';

/** What official slim images leave out. */
const UNNEEDED = ['usr/share/doc', 'usr/share/man', 'usr/share/locale', 'var/lib/apt/lists'];

/**
 * Installs a minimal Debian into a tar file, once. Another architecture's needs its emulation registered.
 *
 * @param arch Debian's name of the architecture
 * @returns the tar file
 */
export async function makeRootfs(arch: string): Promise<string> {
  const folder = join(paths.cache, 'images', `rootfs-${SUITES.base}-${arch}`);
  await madeOnce(folder, async (unfinished) => {
    report(`installing a minimal Debian ${SUITES.base} for ${arch}`);
    const host = await hostTools();
    const clean = `cd "$1" && for f in ${UNNEEDED.join(' ')}; do rm -rf "$f"; mkdir "$f"; done`;
    const args = [
      '--quiet',
      '--variant=minbase',
      `--architectures=${arch}`,
      // It looks for Debian's own registration of the emulation; ours has another name.
      '--skip=check/qemu',
      `--customize-hook=${clean}`,
      SUITES.base,
      join(unfinished, 'rootfs.tar'),
      await findMirror(requireDebianRoot()),
    ];
    await run('mmdebstrap', args, { env: toolEnv(host, [], process.env) });
  });
  return join(folder, 'rootfs.tar');
}
