import { posix } from 'node:path';
import type { ProjectView } from '../view/model';
import { ownPath, readJson } from '../view/read-own';

/** What Angular's own configuration, or a target of Nx, says of a build. */
interface AngularBuild {
  readonly builder: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Folder that paths in its options count from, from the workspace root. */
  readonly from: string;
  /** Name of the project in the configuration. */
  readonly name: string;
}

interface AngularProject {
  readonly projectType?: string;
  readonly architect?: AngularTargets;
  readonly targets?: AngularTargets;
}

interface AngularTargets {
  readonly build?: {
    readonly builder?: string;
    readonly options?: Readonly<Record<string, unknown>>;
  };
}

/**
 * Folder, from the workspace root, that Angular's build leaves its `index.html` in; `null` where Angular does not build the project.
 * Its builder `application` makes one folder for browsers and one for a server (angular.dev, "Output path configuration").
 */
export function angularOutput(view: ProjectView): string | null {
  const build = buildOfTarget(view) ?? buildOfConfiguration(view);
  if (!build) return null;
  const { outputPath = posix.join('dist', build.name) } = build.options;
  const { base, browser = 'browser' } =
    typeof outputPath === 'object' ? (outputPath as { base?: string; browser?: string }) : {};
  const folder = posix.join(build.from, String(base ?? outputPath));
  return build.builder.endsWith(':application') ? posix.join(folder, browser) : folder;
}

function buildOfTarget({ project: { name, targets } }: ProjectView): AngularBuild | null {
  const { executor: builder = '', options = {} } = targets['build'] ?? {};
  return /^@(angular|angular-devkit|nx)\/(build|build-angular|angular):/.test(builder)
    ? { builder, options, from: '.', name }
    : null;
}

/** `angular.json` beside the app, which `ng build` reads. */
function buildOfConfiguration(view: ProjectView): AngularBuild | null {
  const { projects = {} } =
    readJson<{ projects?: Readonly<Record<string, AngularProject>> }>(
      view,
      ownPath(view, 'angular.json'),
    ) ?? {};
  const [name, app] =
    Object.entries(projects).find(([, { projectType }]) => projectType === 'application') ?? [];
  const { builder, options = {} } = (app?.architect ?? app?.targets)?.build ?? {};
  return name === undefined || builder === undefined
    ? null
    : { builder, options, from: view.project.root, name };
}
