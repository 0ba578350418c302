import { posix } from 'node:path';
import { isWithin } from '../../../workspace/is-within';
import type { ProjectFacts, ProjectView, TargetFacts } from '../view/model';
import { findOwn, readOwn } from '../view/read-own';
import { outputsOf } from './build';
import type { Packages } from './packages';

/** How a Node.js app is started from what was built. */
export interface NodeApp {
  /** Folder or file, from the workspace root, that the image needs; `null` for the whole project. */
  readonly output: string | null;
  /** File that Node.js runs, from the workspace root. */
  readonly main: string;
  /** Whether the output holds all npm packages that it uses. */
  readonly bundled: boolean;
}

const SCRIPTS = ['start:prod', 'start', 'serve'];
const SOURCES = [
  'server.js',
  'server.mjs',
  'index.js',
  'index.mjs',
  'main.js',
  'src/main.js',
  'src/index.js',
  'src/server.js',
];

/** Finds what to run: what a script runs with `node`, `main` of package.json, the target's output, or a source file. */
export function findNodeApp(view: ProjectView, packages: Packages): NodeApp | null {
  const { project } = view;
  const main = findMain(view, packages);
  if (main === null) return null;
  const bundled = isBundled(view, packages);
  const inProject = posix.relative(project.root, main);
  if (readOwn(view, inProject) !== null && !isBuilt(view, main))
    return { output: null, main, bundled: false };
  const outputs = outputsAround(project, main);
  const [first = ''] = inProject.split('/');
  const output =
    outputs[0] ??
    (inProject.startsWith('..') ? posix.dirname(main) : posix.join(project.root, first));
  return { output, main, bundled };
}

function findMain(view: ProjectView, { own }: Packages): string | null {
  const { project } = view;
  const { build } = project.targets;
  for (const script of SCRIPTS) {
    const [, file] =
      /(?:^|&&\s*|\s)node\s+(?:--?[\w-]+(?:=\S+)?\s+)*([\w./-]+)/.exec(
        own?.scripts?.[script] ?? '',
      ) ?? [];
    if (file !== undefined) return posix.join(project.root, file);
  }
  const outputPath = build?.options['outputPath'];
  if (build && typeof outputPath === 'string') {
    const name = build.options['outputFileName'] ?? mainName(build, project.root);
    return posix.join(withoutTokens(outputPath, project.root), String(name));
  }
  const command = String(build?.options['command'] ?? own?.scripts?.['build'] ?? '');
  const built = /--outfile[= ](\S+)/.exec(command)?.[1] ?? own?.main;
  if (built !== undefined) return posix.join(project.root, built);
  const [output] = outputsOf(project);
  if (output !== undefined && MAIN_JS.test(command)) return posix.join(output, 'main.js');
  const source = findOwn(view, SOURCES);
  return source === null ? null : posix.join(project.root, source);
}

/** Bundlers that call what they make so, where their configuration says nothing else. */
const MAIN_JS = /\b(webpack|rspack)(-cli)? build\b/;

/** What compilers make of `src/main.ts`: a bundle, or a file for each that lies as its source does. */
function mainName({ executor, options }: TargetFacts, root: string): string {
  const { main } = options;
  if (typeof main !== 'string') return 'main.js';
  const source = withoutTokens(main, root);
  const isFileByFile = /^@nx\/js:(tsc|swc)$/.test(executor);
  return (isFileByFile ? posix.relative(root, source) : posix.basename(source)).replace(
    /\.[cm]?tsx?$/,
    '.js',
  );
}

function withoutTokens(path: string, root: string): string {
  return posix.normalize(path.replaceAll('{projectRoot}', root).replaceAll('{workspaceRoot}', '.'));
}

/** A file that lies in an output was made by a build, even if it is there now. */
function isBuilt({ project }: ProjectView, path: string): boolean {
  return outputsAround(project, path).length > 0 || /(^|\/)(dist|build|out)\//.test(path);
}

/** Outputs that hold a file. One that is the whole workspace says nothing of it. */
function outputsAround(project: ProjectFacts, path: string): string[] {
  return outputsOf(project).filter((output) => output !== '.' && isWithin(path, output));
}

/** Whether the bundler takes npm packages in; what is not known to do so is taken not to. */
function isBundled({ project }: ProjectView, { own }: Packages): boolean {
  const { executor = '', options = {} } = project.targets['build'] ?? {};
  if (executor === '@nx/esbuild:esbuild')
    return options['bundle'] !== false && options['thirdParty'] === true;
  if (executor === '@nx/webpack:webpack') return options['externalDependencies'] === 'none';
  const script = own?.scripts?.['build'] ?? '';
  if (/\bbun build\b/.test(script)) return !/--(packages[= ]external|external)/.test(script);
  return /\besbuild\b.*--bundle/.test(script) && !/--(packages=external|external:)/.test(script);
}
