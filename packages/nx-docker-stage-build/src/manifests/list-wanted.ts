import type { PackageJson, Wanted } from './model';

/** What a package.json, or an entry of a lockfile written like one, asks for. Sections come in a fixed order. */
export function listWanted(manifest: PackageJson): Wanted[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest;
  const isOptionalPeer = (name: string) => manifest.peerDependenciesMeta?.[name]?.optional === true;
  return [
    // What is optional too counts as that only, as every package manager has it.
    ...toWanted(dependencies, 'prod').filter(({ name }) => !optionalDependencies?.[name]),
    ...toWanted(optionalDependencies, 'optional'),
    ...toWanted(devDependencies, 'dev'),
    ...toWanted(peerDependencies, 'peer').map((wanted): Wanted =>
      isOptionalPeer(wanted.name) ? { ...wanted, kind: 'peerOptional' } : wanted,
    ),
  ];
}

function toWanted(section: PackageJson['dependencies'], kind: Wanted['kind']): Wanted[] {
  return Object.entries(section ?? {}).map(([name, spec]) => ({ name, spec, kind }));
}
