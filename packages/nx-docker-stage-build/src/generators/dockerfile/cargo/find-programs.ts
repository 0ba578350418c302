import { posix } from 'node:path';
import type { ProjectFiles } from '../view/model';
import type { CargoManifest, CargoTarget } from './read-manifest';

/** A package of Cargo. */
export interface CargoPackage {
  /** From the workspace root. */
  readonly folder: string;
  readonly manifest: CargoManifest;
}

/** A program that a package has. */
export interface Program {
  readonly name: string;
  /** Its main file, from the package's folder. */
  readonly path: string;
}

const FOLDERS = { bin: 'src/bin', test: 'tests', bench: 'benches', example: 'examples' } as const;

/**
 * Lists the programs of a package: those that its manifest names, and those that Cargo finds by where they lie.
 * Rules: https://doc.rust-lang.org/cargo/reference/cargo-targets.html#target-auto-discovery
 */
export function listPrograms(one: CargoPackage, files: ProjectFiles): Program[] {
  const named = one.manifest.targets
    .filter(({ kind }) => kind === 'bin')
    .map((target) => ({ name: target.name ?? '', path: pathOf(target, { ...one, files }) }));
  const names = new Set(named.map(({ name }) => name));
  const paths = new Set(named.map(({ path }) => path));
  const found = one.manifest.autobins ? discover(one, files) : [];
  return [...named, ...found.filter(({ name, path }) => !names.has(name) && !paths.has(path))];
}

/** Where a target's main file lies, from the package's folder: Cargo refuses a manifest that names one which is not there. */
export function pathOf(
  { kind, name, path }: CargoTarget,
  { folder, manifest, files }: CargoPackage & { readonly files: ProjectFiles },
): string {
  if (path !== null) return path;
  if (kind === 'lib') return 'src/lib.rs';
  const [file, nested] = [`${FOLDERS[kind]}/${name}.rs`, `${FOLDERS[kind]}/${name}/main.rs`];
  const main = kind === 'bin' && name === manifest.name ? ['src/main.rs'] : [];
  const isThere = (one: string): boolean => files.read(posix.join(folder, one)) !== null;
  return [...main, file, nested].find(isThere) ?? file;
}

function discover({ folder, manifest }: CargoPackage, files: ProjectFiles): Program[] {
  const isThere = (path: string): boolean => files.read(posix.join(folder, path)) !== null;
  const own = { name: manifest.name ?? '', path: 'src/main.rs' };
  const others = [...files.list(posix.join(folder, 'src/bin'))]
    .sort()
    .map((entry) =>
      entry.endsWith('.rs')
        ? { name: entry.slice(0, -'.rs'.length), path: `src/bin/${entry}` }
        : { name: entry, path: `src/bin/${entry}/main.rs` },
    );
  return [own, ...others].filter(({ path }) => isThere(path));
}
