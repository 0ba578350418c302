import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Toolbox } from './toolbox';

const BIN_FOLDERS = ['usr/sbin', 'usr/bin', 'sbin', 'bin'];
const TRIPLETS: Readonly<Record<string, string>> = {
  x64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
};

/** The machine's own folders of commands: `PATH` may be nearly empty. */
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * An environment in which unpacked tools find each other, their libraries and their plugins.
 *
 * @param host tools that need libraries beside them
 * @param tools more tools, found before those of the host
 * @param base what the environment is built on; proxies and certificates come from there
 */
export function toolEnv(
  host: Toolbox,
  tools: readonly Toolbox[],
  base: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const triplet = TRIPLETS[process.arch] ?? '';
  const libraries = ['usr/lib', 'lib'].map((folder) => join(host.root, folder, triplet));
  const modules = ['usr/share/perl5', 'usr/share/perl', `usr/lib/${triplet}/perl`].flatMap(
    (folder) => perlFolders(join(host.root, folder)),
  );
  const bins = [...tools, host].flatMap(({ root }) => BIN_FOLDERS.map((bin) => join(root, bin)));
  return {
    ...base,
    PATH: [...bins, base['PATH'], SYSTEM_PATH].filter(Boolean).join(':'),
    LD_LIBRARY_PATH: [...libraries, base['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
    PERL5LIB: [...modules, base['PERL5LIB']].filter(Boolean).join(':'),
    XTABLES_LIBDIR: join(host.root, 'usr/lib', triplet, 'xtables'),
  };
}

/** Perl's modules lie in a folder, or in one for each version below it. */
function perlFolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const versions = readdirSync(folder).filter((name) => /^5\.\d+\.\d+$/.test(name));
  return [folder, ...versions.map((version) => join(folder, version))];
}
