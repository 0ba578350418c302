import type { Scenario } from './scenarios';
import type { Files, Workload } from './workload';
import { toJson } from './workloads/node-sources';

export type ToolName = 'ours' | 'peer';

/** A plugin that builds images, set up as its users set it up. */
export interface Tool {
  readonly name: ToolName;
  readonly label: string;
  /** The target that builds and pushes. */
  readonly target: string;
  /** Arguments of the target. */
  readonly args: readonly string[];
  /** What it adds to the workspace's nx.json. */
  readonly nxJson: (registry: string) => object;
  /** The targets that it needs in an app's project.json; none where they are inferred. */
  readonly targets: (app: string, registry: string) => Readonly<Record<string, object>>;
}

/** The peer's version. */
export const PEER = { package: '@nx-tools/nx-container', version: '7.3.0' };

const ours: Tool = {
  name: 'ours',
  label: 'nx-docker-stage-build',
  target: 'image',
  args: ['--push', '--batch'],
  nxJson: (registry) => ({
    plugins: [
      {
        plugin: 'nx-docker-stage-build',
        options: {
          defaults: {
            image: `${registry}/shop/{name}`,
            // A builder without a daemon does not tell its mirrors.
            mirrors: { 'docker.io': registry },
          },
        },
      },
    ],
  }),
  targets: () => ({}),
};

const peer: Tool = {
  name: 'peer',
  label: `${PEER.package} ${PEER.version}`,
  target: 'container',
  args: [],
  nxJson: () => ({}),
  targets: (app, registry) => {
    const cache = `type=registry,ref=${registry}/shop/${app}:cache`;
    return {
      container: {
        executor: `${PEER.package}:build`,
        options: {
          engine: 'docker',
          context: '.',
          push: true,
          tags: [`${registry}/shop/${app}:latest`],
          'cache-from': [cache],
          'cache-to': [`${cache},mode=max`],
        },
      },
    };
  },
};

export const TOOLS: readonly Tool[] = [ours, peer];

/** A target that does nothing: running it shows what Nx itself takes. */
export const NOOP = 'noop';

/** Images that are built side by side, whichever the tool. */
const PARALLEL = 2;

/** The files that a tool adds to a workload. */
export function toolFiles(tool: Tool, workload: Workload, registry: string): Files {
  const nxJson = {
    defaultBase: 'main',
    neverConnectToCloud: true,
    // A batch is not told what the command line says.
    parallel: PARALLEL,
    analytics: false,
    ...tool.nxJson(registry),
  };
  const projects = workload.apps.map((app) => {
    const project = {
      name: app,
      implicitDependencies: workload.implicitDependencies(app),
      targets: { ...tool.targets(app, registry), [NOOP]: { executor: 'nx:noop' } },
    };
    return [`${workload.rootOf(app)}/project.json`, toJson(project)];
  });
  return { 'nx.json': toJson(nxJson), ...Object.fromEntries(projects) };
}

/** The arguments of Nx. */
export function nxArguments(target: string, { asks }: Pick<Scenario, 'asks'>): string[] {
  const selection = asks === 'all' ? ['run-many'] : ['affected', '--base=HEAD~1'];
  return [...selection, `--targets=${target}`, `--parallel=${PARALLEL}`, '--output-style=static'];
}
