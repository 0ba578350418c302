import { compileInclude } from './include-patterns';
import { isManifest } from './is-manifest';
import { isAtOrBelow, mayReachBelow, type NamedPath } from './named-path';
import type { ScopeRequest } from './scope-request';

/** Why a file is part of a context. */
export type ScopeReason = 'project' | 'root' | 'named' | 'manifest' | 'include';

/** Whose a path is: the image's project's or that of one it depends on, nobody's, or another project's. */
export type Standing = 'own' | 'shared' | 'foreign';

/** Decides what belongs to an image's context. Paths count from the workspace root. */
export interface ContextScope {
  readonly standingOf: (path: string) => Standing;
  /** Why a file is in; `null` for one that is out. */
  readonly reasonOf: (file: string) => ScopeReason | null;
  /** Whether all, some or none of what a folder may hold is in. */
  readonly reach: (folder: string) => 'all' | 'some' | 'none';
  /** Folders that hold all that is in, but for files that lie in the context's own folder. */
  readonly starts: readonly string[];
  readonly request: ScopeRequest;
}

export interface ScopeOptions {
  /** Folder of the context; `''` is the workspace root. */
  readonly context: string;
  readonly named: readonly NamedPath[];
}

/**
 * A file is in when it belongs to the image's project or to one that this depends on. A file of no project is in when it
 * lies in the context's own folder, or when the Dockerfile names it or a folder that it is in. Of a project that the image does not
 * depend on, manifests are in that the Dockerfile names: it reads them anyway, and tools that install a workspace want them.
 * What the root project has belongs to all unless a project lies nearer.
 */
export function compileScope(
  request: ScopeRequest,
  { context, named }: ScopeOptions,
): ContextScope {
  const { map, projects } = request;
  const own = new Set(projects);
  const roots = projects.flatMap((project) => map.rootOf(project) ?? []);
  const include = compileInclude(request.include);
  const manifests = named.filter(({ segments }) => mayBeManifest(segments.at(-1) as string));
  const isWhole = context !== '' && !map.holdsProjects(context);
  const prefix = context === '' ? '' : `${context}/`;

  const inContext = (path: string): string => path.slice(prefix.length);
  const isNamed = (path: string): boolean =>
    isWhole || named.some((name) => isAtOrBelow(name, inContext(path)));
  const standingOf = (path: string): Standing => {
    const owner = map.ownerOf(path);
    if (owner === null) return 'shared';
    if (own.has(owner)) return 'own';
    return map.rootOf(owner) === '' ? 'shared' : 'foreign';
  };

  const reasonOf = (file: string): ScopeReason | null => {
    const standing = standingOf(file);
    if (standing === 'own') return 'project';
    if (standing === 'shared') {
      if (!inContext(file).includes('/')) return 'root';
      if (isNamed(file)) return 'named';
    } else if (isManifest(file) && named.some(({ matches }) => matches(inContext(file)))) {
      return 'manifest';
    }
    return include.includes(file) ? 'include' : null;
  };

  const reach = (folder: string): 'all' | 'some' | 'none' => {
    const standing = standingOf(`${folder}/.`);
    const whole = map.holdsProjects(folder) ? 'some' : 'all';
    if (standing === 'own') return whole;
    if (include.covers(folder)) return 'all';
    if (standing === 'shared' && isNamed(folder)) return whole;
    const asked = standing === 'shared' ? named : manifests;
    const reached =
      folder === context ||
      roots.some((root) => root.startsWith(`${folder}/`)) ||
      include.reachBelow(folder) ||
      asked.some((name) => mayReachBelow(name, inContext(folder)));
    return reached ? 'some' : 'none';
  };

  return {
    standingOf,
    reasonOf,
    reach,
    starts: [
      ...roots,
      ...include.starts,
      ...(isWhole ? [context] : []),
      ...named.map(({ segments, literal }) => prefix + segments.slice(0, literal).join('/')),
    ],
    request,
  };
}

/** Whether a wildcard may take a manifest: one that is no wildcard has to be the name of one. */
function mayBeManifest(name: string): boolean {
  return /[*?[]/.test(name) || isManifest(name);
}
