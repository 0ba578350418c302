import type { NxJsonConfiguration, ProjectConfiguration } from '@nx/devkit';
import { translateDockerTarget } from './docker-target';
import { joinTranslations, type ForeignPlugin, type Raw } from './model';

interface DockerTarget extends Raw {
  readonly name?: string;
  readonly configurations?: Readonly<Record<string, Raw>>;
}

/** Options of `@nx/docker` 22 to 23 in nx.json: its targets are inferred from every Dockerfile. */
export function readDockerPlugin({ buildTarget = {}, runTarget }: Raw): ForeignPlugin {
  const {
    name = 'docker:build',
    skipDefaultTag,
    configurations = {},
    ...target
  } = (typeof buildTarget === 'string' ? { name: buildTarget } : buildTarget) as DockerTarget;
  const { options, lost } = translateDockerTarget(target);
  const named = Object.entries(configurations).map(
    ([configuration, { name: _, skipDefaultTag: __, ...own }]) => ({
      configuration,
      ...joinTranslations([translateDockerTarget(own)]),
    }),
  );
  return {
    targetName: name,
    // `docker build .` runs in the folder of the project.
    defaults: { context: '{projectRoot}', ...options },
    configurations: Object.fromEntries(
      named.map(({ configuration, options: own }) => [configuration, own]),
    ),
    translate: translateDockerTarget,
    lost: [
      ...lost,
      ...named.flatMap(({ configuration, lost: texts }) =>
        texts.map((text) => `${configuration}: ${text}`),
      ),
      ...(skipDefaultTag
        ? []
        : [
            'the tag by the folder of a project (`apps-api`): images are named for projects, or by the option `image`',
          ]),
      `the target ${runTargetName(runTarget)}: run images with docker run`,
    ],
  };
}

function runTargetName(runTarget: unknown): string {
  if (typeof runTarget === 'string') return runTarget;
  return (runTarget as DockerTarget | undefined)?.name ?? 'docker:run';
}

/** Whether `nx release` makes images: it takes them from the targets of `@nx/docker`, for all projects, a group, or one. */
export function releasesImages(
  { release }: NxJsonConfiguration,
  projects: readonly ProjectConfiguration[],
): boolean {
  const { groups = {} } = release ?? {};
  const places = [release, ...Object.values(groups), ...projects.map((project) => project.release)];
  return places.some((place) => (place as { docker?: unknown } | undefined)?.docker !== undefined);
}
