import { isMap, parseDocument } from 'yaml';
import type { PackageJson } from './model';

export interface PnpmWorkspace {
  readonly text: string;
  /** Patch files it names. */
  readonly patches: readonly string[];
}

/** A pnpm-workspace.yaml with what one project needs: its workspaces, and of the catalogs what they ask for. */
export function prunePnpmWorkspace(
  text: string,
  {
    folders,
    manifests,
  }: { readonly folders: readonly string[]; readonly manifests: readonly PackageJson[] },
): PnpmWorkspace {
  const document = parseDocument(text);
  const settings = (document.toJS() ?? {}) as Settings;
  if (document.has('packages')) document.set('packages', [...folders]);
  const asked = new Set(
    [settings.overrides, ...manifests.flatMap(sectionsOf)].flatMap(listCatalogUses),
  );
  for (const name of Object.keys(settings.catalog ?? {}))
    if (!asked.has(`default ${name}`)) document.deleteIn(['catalog', name]);
  for (const [catalog, entries] of Object.entries(settings.catalogs ?? {}))
    for (const name of Object.keys(entries))
      if (!asked.has(`${catalog} ${name}`)) document.deleteIn(['catalogs', catalog, name]);
  dropEmpty(document, ['catalog']);
  for (const catalog of Object.keys(settings.catalogs ?? {}))
    dropEmpty(document, ['catalogs', catalog]);
  dropEmpty(document, ['catalogs']);
  return { text: document.toString(), patches: Object.values(settings.patchedDependencies ?? {}) };
}

type Versions = Readonly<Record<string, string>>;

interface Settings {
  readonly catalog?: Versions;
  readonly catalogs?: Readonly<Record<string, Versions>>;
  readonly overrides?: Versions;
  readonly patchedDependencies?: Versions;
}

function sectionsOf(manifest: PackageJson): (Versions | undefined)[] {
  return [
    manifest.dependencies,
    manifest.devDependencies,
    manifest.optionalDependencies,
    manifest.peerDependencies,
  ];
}

/** `catalog:` is the default one. */
function listCatalogUses(section: Versions | undefined): string[] {
  return Object.entries(section ?? {}).flatMap(([name, spec]) => {
    const [, catalog] = /^catalog:(.*)$/.exec(spec) ?? [];
    return catalog === undefined ? [] : [`${catalog || 'default'} ${name}`];
  });
}

function dropEmpty(document: ReturnType<typeof parseDocument>, path: readonly string[]): void {
  const node = document.getIn(path);
  if (isMap(node) && node.items.length === 0) document.deleteIn(path);
}
