import { posix } from 'node:path';
import type { ProjectFacts, ProjectView } from '../view/model';
import { managerCommands } from './package-managers';
import type { Packages } from './packages';

/**
 * The command that builds the project in its image; `null` where nothing is built. A script of package.json is called as such; Nx is
 * called where other tasks have to run first, or where there is only a target.
 */
export function buildCommand(view: ProjectView, packages: Packages): string | null {
  const { project } = view;
  const commands = managerCommands(packages);
  const { build } = project.targets;
  const script = packages.own?.scripts?.['build'];
  if (script !== undefined && !needsNx(view)) {
    return commands.runScript('build', commandFor(view, packages));
  }
  // No daemon: it would outlive the step only to be killed.
  return build ? `NX_DAEMON=false ${commands.exec} nx run ${project.name}:build` : null;
}

export function commandFor({ project }: ProjectView, { own }: Packages) {
  return { folder: project.root, name: own?.name ?? project.name };
}

/** Whether the target is more than the script of the same name. */
function needsNx({ project, dependencies }: ProjectView): boolean {
  const { build } = project.targets;
  if (!build) return false;
  if (build.executor !== 'nx:run-script' && build.executor !== '') return true;
  return build.dependsOn.some((task) => {
    if (typeof task !== 'string' || !task.startsWith('^')) return true;
    return dependencies.some(({ targets }) => task.slice(1) in targets);
  });
}

/** Paths from the workspace root that the target `build` of a project writes, without options that nobody gave. */
export function outputsOf({ root, name, targets }: ProjectFacts): string[] {
  const { build } = targets;
  if (!build) return [];
  return build.outputs.flatMap((output) => {
    const path = output
      .replace(/\{options\.(\w+)\}/g, (_, option: string) => String(build.options[option] ?? ''))
      .replaceAll('{workspaceRoot}', '.')
      .replaceAll('{projectRoot}', root)
      .replaceAll('{projectName}', name);
    const isFolder = path !== '' && !path.includes('{') && !/[*?[!]/.test(path);
    return isFolder ? [posix.normalize(path).replace(/\/$/, '')] : [];
  });
}
