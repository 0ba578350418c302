import { posix } from 'node:path';
import { StageBuildError } from '@docker-stage-build/core';
import { listPrograms, type CargoPackage, type Program } from '../cargo/find-programs';
import { listPackages } from '../cargo/list-packages';
import { listStubs } from '../cargo/list-stubs';
import type { ProjectView } from '../view/model';
import { findUp, readOwn } from '../view/read-own';
import type { Choices, Preset } from './model';

const NEWEST = '1.91';
const PORT = 8080;

/** A Rust program. */
export const rust: Preset = {
  name: 'rust',
  title: 'Rust, alone or in a Cargo workspace',
  template: 'rust',
  needs:
    'a Cargo.toml with a package that has a program, and a Cargo.lock in the project or above it',
  detect: (view, choices) => {
    const lock = findUp(view, ['Cargo.lock']);
    const packages = lock ? listPackages(view, lock.folder) : [];
    const own = packages.find(({ folder }) => folder === view.project.root);
    const program = own && chooseProgram(own, { view, choices });
    if (!lock || !own || !program) return null;
    const { files } = view;
    const scope = new Set([view.project, ...view.dependencies].map(({ root }) => root));
    const compiled = packages.filter(({ manifest }) => manifest.name !== null);
    const stubs = (list: readonly CargoPackage[]): string[] => [
      ...new Set([
        ...list.flatMap((one) => listStubs(one, files)),
        posix.join(own.folder, program.path),
      ]),
    ];
    return {
      images: {
        rust: `rust:${rustVersion(view, packages)}-slim-bookworm`,
        debian: 'debian:bookworm-slim',
      },
      port: choices.port ?? (listens(view, { own, program }) ? PORT : null),
      command: [`/usr/local/bin/${program.name}`],
      values: {
        lockFiles: copiesOf(view, lock.folder),
        members: packages
          .filter(({ folder }) => folder !== lock.folder)
          .map(({ folder }) => `${folder}/Cargo.toml ${folder}/`),
        stubs: stubs(compiled),
        // Cargo reads all members, so those out of scope keep their empty sources.
        scopedStubs: stubs(compiled.filter(({ folder }) => scope.has(folder))),
        cargoFolder: posix.join('/src', lock.folder),
        package: own.manifest.name ?? '',
        program: program.name,
      },
      notes: notesOn(own, { view, packages, scope }),
    };
  },
};

/** What stands beside a lockfile and is read with it. */
function copiesOf({ files }: ProjectView, folder: string): string[] {
  const place = (path: string): string => posix.join(folder, path);
  const settings = place('.cargo/config.toml');
  return [
    `${place('Cargo.toml')} ${place('Cargo.lock')} ${folder === '.' ? './' : `${folder}/`}`,
    ...(files.read(settings) === null ? [] : [`${settings} ${place('.cargo')}/`]),
  ];
}

/** The program that the image runs; `null` where the package has none. */
function chooseProgram(
  own: CargoPackage,
  { view, choices }: { readonly view: ProjectView; readonly choices: Choices },
): Program | null {
  const programs = listPrograms(own, view.files);
  const { name, defaultRun } = own.manifest;
  const asked = choices.command?.[0];
  const wanted = [asked && posix.basename(asked), defaultRun, name];
  const found = wanted.map((one) => programs.find((program) => program.name === one)).find(Boolean);
  if (found || programs.length < 2) return found ?? programs[0] ?? null;
  const names = programs.map((program) => program.name);
  throw new StageBuildError(
    'PRESET_UNFIT',
    `${view.project.name} has several programs: ${names.join(', ')}.`,
    {
      hint: `Say which one the image runs: --command=/usr/local/bin/${names[0]}, or \`default-run = "${names[0]}"\` below [package] in ${posix.join(own.folder, 'Cargo.toml')}.`,
      project: view.project.name,
    },
  );
}

/** The toolchain that is asked for, else the least that the package or its workspace asks for. */
function rustVersion(view: ProjectView, packages: readonly CargoPackage[]): string {
  const toolchain = findUp(view, ['rust-toolchain.toml', 'rust-toolchain']);
  const own = packages.find(({ folder }) => folder === view.project.root);
  const said = [
    toolchain && view.files.read(posix.join(toolchain.folder, toolchain.name)),
    own?.manifest.rustVersion,
    packages[0]?.manifest.rustVersion,
  ].map((text) => /(\d+\.\d+)/.exec(text ?? '')?.[1]);
  return said.find(Boolean) ?? NEWEST;
}

function listens(
  view: ProjectView,
  { own, program }: { readonly own: CargoPackage; readonly program: Program },
): boolean {
  const server = /\b(axum|actix-web|rocket|warp|hyper|tiny_http|tonic)\b/;
  return (
    server.test(readOwn(view, 'Cargo.toml') ?? '') ||
    /TcpListener/.test(view.files.read(posix.join(own.folder, program.path)) ?? '')
  );
}

interface Surroundings {
  readonly view: ProjectView;
  readonly packages: readonly CargoPackage[];
  /** Folders of projects whose sources are in the context. */
  readonly scope: ReadonlySet<string>;
}

/** Packages that are compiled in, whose sources Nx's graph does not bring into the context. */
function notesOn(own: CargoPackage, { view, packages, scope }: Surroundings): string[] {
  const needed = [own.folder];
  for (const folder of needed) {
    const { pathDependencies = [] } = packages.find((one) => one.folder === folder)?.manifest ?? {};
    const folders = pathDependencies.map((path) => posix.join(folder, path));
    needed.push(...folders.filter((one) => !needed.includes(one)));
  }
  return needed
    .filter((folder) => !scope.has(folder))
    .map(
      (folder) =>
        `${folder} is compiled into ${view.project.name}, and Nx knows no dependency on it, so it is not in the context: give it a project.json, and name it in \`implicitDependencies\`.`,
    );
}
