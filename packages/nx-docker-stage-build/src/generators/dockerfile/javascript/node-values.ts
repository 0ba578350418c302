import { posix } from 'node:path';
import type { Choices } from '../presets/model';
import type { Values } from '../template/render-template';
import type { ProjectView } from '../view/model';
import { buildCommand, commandFor } from './build';
import { managerCommands, managerPackage } from './package-managers';
import type { Packages } from './packages';

/** What every template needs that installs npm packages and builds with them. */
export function nodeValues(
  view: ProjectView,
  { packages, choices }: { readonly packages: Packages; readonly choices: Choices },
): Values {
  const commands = managerCommands(packages);
  // A project without a package.json of its own takes its packages from the root's.
  const isMember = packages.members.includes(view.project.root);
  return {
    manager: packages.manager,
    managerPackage: managerPackage(packages),
    cacheMount: commands.cache,
    install: commands.install,
    installProduction:
      choices.dependencies === 'workspace' && isMember
        ? commands.focusProduction(commandFor(view, packages))
        : commands.installProduction,
    copyRootFiles: listCopies(packages.rootFiles, view),
    copyMembers: packages.members.map((folder) => `${folder}/package.json ${folder}/`),
    build: buildCommand(view, packages) ?? '',
  };
}

/** Sources and destination of COPY: files of the root together, what lies deeper or is a folder to its own place. */
function listCopies(paths: readonly string[], { files }: ProjectView): string[] {
  const isFile = (path: string): boolean => files.read(path) !== null;
  const inRoot = paths.filter((path) => isFile(path) && !path.includes('/'));
  const others = paths.filter((path) => !inRoot.includes(path));
  return [
    `${inRoot.join(' ')} ./`,
    ...others.map((path) => `${path} ${isFile(path) ? posix.dirname(path) : path}/`),
  ];
}
