import type { Form } from '../workload';
import type { App, Shape } from './node-projects';

/** What distinguishes one package manager's Dockerfiles from another's. */
export interface PackageManager {
  /** Lines of the stage that all others start from, after its FROM. */
  readonly base: readonly string[];
  /** Files in the workspace root that an installation needs. */
  readonly rootFiles: readonly string[];
  readonly install: string;
  /** Folder that it keeps downloads in: left in a layer, they make it twice as large. */
  readonly cache: string;
  /** The command that compiles an app. */
  readonly compile: (app: string) => string;
}

/**
 * Writes the Dockerfile of an app: four stages, as people write them.
 *
 * - `same`: `deps` copies the manifests of the app and of its libs.
 * - `workspace`: `deps` copies all manifests, so that it is the same stage in all apps.
 * - `project`: `deps` takes the pruned manifests of the named context `manifests`, and `build` copies no root files, so
 *   that the lockfile of all does not come back.
 */
export function writeDockerfile(app: App, shape: Shape, options: DockerfileOptions): string {
  const { manager } = options;
  return [
    'FROM node:20-slim AS base',
    ...manager.base,
    'WORKDIR /app',
    '',
    'FROM base AS deps',
    ...copyManifests(app, shape, options),
    `RUN ${mountCache(options)}${manager.install}`,
    '',
    'FROM deps AS build',
    ...copySources(app, options),
    `RUN ${manager.compile(app.name)}`,
    '',
    'FROM node:20-slim AS production',
    'WORKDIR /app',
    'ENV NODE_ENV=production PORT=3000',
    `COPY --from=build /app/apps/${app.name}/dist ./`,
    'USER node',
    'EXPOSE 3000',
    'CMD ["node", "main.cjs"]',
    '',
  ].join('\n');
}

export interface DockerfileOptions {
  readonly form: Form;
  readonly manager: PackageManager;
}

/** A generator knows what few people write: a cache mount keeps downloads out of the layer. */
function mountCache({ form, manager }: DockerfileOptions): string {
  return form === 'same' ? '' : `--mount=type=cache,target=${manager.cache} `;
}

/** With the scope of the project graph, `libs` holds only those that the app depends on. */
function copySources({ name }: App, { form }: DockerfileOptions): string[] {
  return form === 'project' ? ['COPY libs libs', `COPY apps/${name} apps/${name}`] : ['COPY . .'];
}

function copyManifests(app: App, { apps, libs }: Shape, options: DockerfileOptions): string[] {
  const { form, manager } = options;
  if (form === 'project') return ['COPY --from=manifests / ./'];
  const named = form === 'same' ? [app.name] : apps.map(({ name }) => name);
  const needed = form === 'same' ? app.libs : libs.map(({ name }) => name);
  const folders = [...named.map((name) => `apps/${name}`), ...needed.map((name) => `libs/${name}`)];
  return [
    `COPY ${manager.rootFiles.join(' ')} ./`,
    ...folders.map((folder) => `COPY ${folder}/package.json ${folder}/`),
  ];
}
