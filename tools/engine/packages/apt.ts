import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UnavailableError } from '../errors';
import { paths } from '../paths';
import { run } from '../system/run';
import type { Debian } from './debian';

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** An apt of our own: its lists and downloads lie in the cache, the machine's stay as they are. */
export interface Apt {
  readonly suite: string;
  /** Options that every apt-get command needs. */
  readonly options: readonly string[];
  /** Where apt-get puts the packages that it downloads with their dependencies. */
  readonly archives: string;
}

/**
 * Prepares an apt for one suite of the machine's own mirror and reads its package lists. apt checks the
 * suite's signature and each package's checksum.
 *
 * @param architectures Debian's names, for example `amd64`
 */
export async function openApt(
  debian: Debian,
  suite: string,
  architectures: readonly string[],
): Promise<Apt> {
  const root = join(paths.cache, 'apt', `${suite}-${architectures.join('+')}`);
  const sources = join(root, 'sources.list');
  const archives = join(root, 'cache', 'archives');
  await mkdir(join(archives, 'partial'), { recursive: true });
  await mkdir(join(root, 'lists', 'partial'), { recursive: true });
  await writeFile(sources, renderSources(await findMirror(debian), suite));
  const options = renderOptions({
    'Dir::Etc::sourcelist': sources,
    'Dir::Etc::sourceparts': '-',
    'Dir::State::lists': join(root, 'lists'),
    'Dir::Cache': join(root, 'cache'),
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
    // A mirror that stands still serves what it has; its signature is checked all the same.
    'Acquire::Check-Valid-Until': 'false',
    'APT::Architectures': architectures.join(','),
    // The unprivileged user that apt downloads as cannot write below a home folder.
    'APT::Sandbox::User': 'root',
  });
  await run('apt-get', [...options, '--quiet', 'update', '--error-on=any']);
  return { suite, options, archives };
}

/** Downloads exactly these packages to a folder. */
export async function downloadPackages(
  apt: Apt,
  packages: readonly string[],
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await run('apt-get', [...apt.options, '--quiet', 'download', ...packages], { cwd: folder });
}

/** Downloads these packages with all that they need and the machine does not have; installs nothing. */
export async function downloadMissing(apt: Apt, packages: readonly string[]): Promise<void> {
  const install = ['install', '--yes', '--no-install-recommends', '--download-only'];
  await run('apt-get', [...apt.options, '--quiet', ...install, ...packages]);
}

/** The address that the machine's own apt takes its Debian from. */
export async function findMirror(debian: Debian): Promise<string> {
  const { stdout } = await run('apt-get', ['update', '--print-uris']);
  const mirror = parseMirror(stdout, debian.codename);
  if (!mirror) {
    throw new UnavailableError(
      `needs a Debian mirror: apt's sources have no "${debian.codename}" suite; add one to /etc/apt/sources.list.d`,
    );
  }
  return mirror;
}

/**
 * Finds the mirror in what `apt-get update --print-uris` prints: a line for each suite, such as
 * `'http://mirror/debian/dists/bookworm/InRelease' mirror_debian_dists_bookworm_InRelease 0`. apt has
 * read both formats of its sources by then, and lists need not have been downloaded.
 *
 * @returns the address without a slash at its end, or `null`
 */
export function parseMirror(printedUris: string, codename: string): string | null {
  const suites = [...printedUris.matchAll(/^'(\S+?)\/*\/dists\/(\S+)\/InRelease'/gm)];
  const wanted = [codename, 'stable', 'oldstable', 'testing'];
  const found = suites.find(([, , suite]) => wanted.includes(suite ?? ''));
  return found?.[1] ?? null;
}

/** A sources.list(5) file with one suite. */
export function renderSources(mirror: string, suite: string): string {
  return `deb [signed-by=${KEYRING}] ${mirror} ${suite} main\n`;
}

/** Settings as `-o KEY=VALUE` arguments of apt-get. */
export function renderOptions(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
}
