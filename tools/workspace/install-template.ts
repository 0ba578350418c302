import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { withLock } from '../engine/system/lock';
import { run } from '../engine/system/run';
import { packPackages } from '../pack/pack-packages';
import { copyExample, exampleRoot, type Example } from './copy-example';
import { makeEnvironment } from './environment';
import { linkTree } from './link-tree';

export interface Installation {
  readonly example: Example;
  /** A version of Nx. Default: the one that the example has. */
  readonly nx?: string;
  /** Whether `@nx/devkit` is there too, as generators find it in most workspaces. */
  readonly devkit?: boolean;
  /** Whether the plugin is installed. Default: true. */
  readonly plugin?: boolean;
}

/** What an installation writes beside `node_modules`. */
const MANIFESTS = ['package.json', 'package-lock.json'];

/**
 * Installs an example once for its lockfile, and into a copy of that the plugin as it is now, packed.
 *
 * @param cache where tarballs and installed templates are kept
 * @returns the template: `node_modules` to be linked into workspaces, and the manifests they were installed for
 */
export async function installTemplate(wanted: Installation, cache: string): Promise<string> {
  const { example, nx, devkit = false } = wanted;
  const tarballs = await packPackages(join(cache, 'tarballs'));
  const name = nx === undefined ? example : `${example}-nx-${nx}`;
  const plain = join(cache, 'templates', `${name}-${hashLockfile(example)}`);
  // The folder of the tarballs is named for their sources.
  const plugin = basename(dirname(tarballs[0] as string));
  const template = `${plain}${devkit ? '-devkit' : ''}-${plugin}`;
  await withLock(`template-${name}`, async () => {
    if (!existsSync(plain)) await makeOnce(plain, (folder) => installPlain(folder, wanted));
    if (wanted.plugin !== false && !existsSync(template)) {
      await makeOnce(template, (folder) =>
        installPlugin(folder, { example, devkit, plain, tarballs }),
      );
    }
  });
  return wanted.plugin === false ? plain : template;
}

/** Gives a workspace the installed packages of a template. */
export function linkModules(template: string, to: string): void {
  linkTree(join(template, 'node_modules'), join(to, 'node_modules'));
  // The one file that npm writes in place: as a link, it would change in the template too.
  const record = 'node_modules/.package-lock.json';
  rmSync(join(to, record));
  copyFileSync(join(template, record), join(to, record));
}

/** Copies the manifests that a template was installed for. */
export function copyManifests(template: string, to: string): void {
  for (const name of MANIFESTS) copyFileSync(join(template, name), join(to, name));
}

function hashLockfile(example: Example): string {
  return createHash('sha256')
    .update(readFileSync(join(exampleRoot(example), 'package-lock.json')))
    .update(process.version)
    .digest('hex')
    .slice(0, 16);
}

/** Lets a folder appear when it is finished, or not at all. */
async function makeOnce(folder: string, fill: (unfinished: string) => Promise<void>) {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await fill(unfinished);
  renameSync(unfinished, folder);
}

async function installPlain(folder: string, { example, nx }: Installation): Promise<void> {
  copyExample(example, folder);
  if (nx === undefined) await runNpm(folder, ['ci']);
  else await runNpm(folder, ['install', '--save-dev', '--save-exact', `nx@${nx}`]);
}

interface PluginInstallation {
  readonly example: Example;
  readonly devkit: boolean;
  readonly plain: string;
  readonly tarballs: readonly string[];
}

async function installPlugin(
  folder: string,
  { example, devkit, plain, tarballs }: PluginInstallation,
): Promise<void> {
  copyExample(example, folder);
  copyManifests(plain, folder);
  linkModules(plain, folder);
  const extra = devkit ? [`@nx/devkit@${readVersion(join(folder, 'node_modules/nx'))}`] : [];
  await runNpm(folder, ['install', '--no-save', ...tarballs, ...extra]);
}

function readVersion(folder: string): string {
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

async function runNpm(cwd: string, args: readonly string[]): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', [...args, ...quiet], { cwd, env: makeEnvironment(process.env) });
}
