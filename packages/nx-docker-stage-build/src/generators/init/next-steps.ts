import type { RegistryFacts } from '../ci/model';
import { PLUGIN } from '../nx-json';

/** What a workspace has, once the plugin is registered. */
export interface Setup {
  /** Projects with a Dockerfile, by name. */
  readonly images: readonly string[];
  /** Names of the inferred targets. */
  readonly targets: { readonly image: string; readonly plan: string };
  /** Where images go; `null` where they stay on the machine. */
  readonly registry: RegistryFacts | null;
  /** Whether there are images of other plugins that `--migrate` would take over. */
  readonly migratable: boolean;
  /** Path of the pipeline that was written; `null` where none was. */
  readonly pipeline: string | null;
}

/** What to run or to read, and what for. */
export type Step = readonly [what: string, meaning: string];

/** How to go on from a workspace that was set up. */
export function listNextSteps({ images, targets, registry, migratable, pipeline }: Setup): Step[] {
  const [project] = images;
  return [
    ...(migratable
      ? [[`nx g ${PLUGIN}:init --migrate`, 'takes over images of other plugins'] as const]
      : []),
    ...(project === undefined
      ? [[`nx g ${PLUGIN}:dockerfile PROJECT`, 'writes a Dockerfile for an app'] as const]
      : []),
    [`nx run ${project ?? 'PROJECT'}:${targets.plan}`, 'says what would be built, and why'],
    [`nx run ${project ?? 'PROJECT'}:${targets.image}`, 'builds the image'],
    ...(registry === null
      ? [[`nx g ${PLUGIN}:init --registry=HOST/PATH`, 'says where images go'] as const]
      : [
          [
            `nx affected -t ${targets.image} --push`,
            `pushes what changed, ${loginFor(registry)}`,
          ] as const,
        ]),
    pipeline === null
      ? [`nx g ${PLUGIN}:ci`, 'writes a pipeline']
      : [pipeline, 'is the pipeline: its first lines say what it needs'],
  ];
}

function loginFor({ kind, host }: RegistryFacts): string {
  return kind === 'ecr' ? 'with your AWS credentials' : `after docker login ${host}`;
}

/** Steps as text, one a line. */
export function formatSteps(steps: readonly Step[]): string {
  const width = Math.max(...steps.map(([what]) => what.length));
  return [
    '',
    'How to go on:',
    ...steps.map(([what, meaning]) => `  ${what.padEnd(width)}  ${meaning}`),
  ].join('\n');
}
