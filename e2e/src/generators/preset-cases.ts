import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from './open-lab';
import { tryImage } from './try-image';

/** An app, and what its preset has to come to. */
export interface PresetCase {
  readonly project: string;
  readonly preset: string;
  /** Options of the generator besides the project. */
  readonly args?: readonly string[];
  /** Name that the image gets. */
  readonly image: string;
  readonly port: number;
  readonly path?: string;
  /** Start of what the app answers, its status first. */
  readonly answer: string;
  /** The same of other paths. */
  readonly others?: Readonly<Record<string, string>>;
  readonly user: string;
  /** Largest size of the image, compressed as in a registry. */
  readonly megabytes: number;
  /** Layers above those of the base image. */
  readonly layers: number;
  readonly health: 0 | null;
  /** Whether it is run with `--init`, as its Dockerfile says of apps that listen for no signal. */
  readonly init?: boolean;
  /** A source file, which a comment is added to. */
  readonly source: string;
  readonly comment: string;
}

interface Warnings {
  readonly warnings?: readonly object[];
}

/** Generates Dockerfiles and sees that Docker's own linter has nothing to say. */
export async function generateAll(lab: Lab, cases: readonly PresetCase[]): Promise<void> {
  for (const { project, preset, args = [] } of cases) {
    await lab.nx('g', 'nx-docker-stage-build:dockerfile', project, ...args);
    const { path, text } = await readDockerfile(lab, project);
    expect(text).toContain(`"preset":"${preset}"`);
    const contexts = ['manifests', 'manifests-production'].map(
      (name) => `--build-context=${name}=.`,
    );
    const check = [
      'buildx',
      'build',
      '--call=check,format=json',
      ...contexts,
      `--file=${path}`,
      '.',
    ];
    const { warnings } = JSON.parse(await lab.docker(...check)) as Warnings;
    expect({ project, warnings: warnings ?? [] }).toEqual({ project, warnings: [] });
  }
  await lab.workspace.commit('feat: images');
}

/**
 * Builds one image after the other. Docker's image store loses a layer now and then while it replaces an image; what was built
 * until then is kept, so that another build runs no step twice.
 */
export async function buildAll(
  lab: Lab,
  cases: readonly PresetCase[],
  ...options: readonly string[]
): Promise<void> {
  const projects = cases.map(({ project }) => project).join(',');
  const build = () =>
    lab.nx('run-many', '--targets=image', `--projects=${projects}`, '--parallel=1', ...options);
  await build().catch((error: Error) => {
    if (!/parent snapshot \S+ does not exist/.test(error.message)) throw error;
    return build();
  });
}

/** Runs an image, asks its app, and compares all that was seen with what it has to come to. */
export async function expectImage(lab: Lab, one: PresetCase, platform?: string): Promise<void> {
  const { image, port, path = '/', others = {}, project, init = false } = one;
  const { text } = await readDockerfile(lab, project);
  const tried = await tryImage(lab, `${image}:latest`, {
    ...{ port, path, others: Object.keys(others), base: baseOf(text), init },
    ...(platform !== undefined && { platform }),
  });
  const { user, health, layers } = one;
  expect(tried).toMatchObject({ user, health, layers, title: project });
  if (platform !== undefined) expect(`linux/${tried.architecture}`).toBe(platform);
  for (const [index, expected] of [one.answer, ...Object.values(others)].entries()) {
    const answer = [tried.answer, ...tried.others][index];
    expect(answer?.slice(0, expected.length)).toBe(expected);
  }
  expect(tried.megabytes).toBeLessThanOrEqual(one.megabytes);
  expect(tried.stopped).toBeLessThan(10);
}

/** Changes a source file of each app and builds: so many steps are executed, and none of them installs anything. */
export async function expectNoInstall(
  lab: Lab,
  cases: readonly PresetCase[],
  steps: number,
): Promise<void> {
  changeSources(lab, cases);
  await buildAll(lab, cases);
  const executed = await lab.listExecuted();
  expect(executed.filter((step) => !step.startsWith('[build '))).toEqual([]);
  expect(executed).toHaveLength(steps);
}

/** Changes an app of which no image reads anything, and builds: nothing is executed. */
export async function expectNothingExecuted(lab: Lab, cases: readonly PresetCase[]): Promise<void> {
  lab.workspace.write('apps/web/src/other.ts', 'export const other = 1;\n');
  await buildAll(lab, cases);
  expect(await lab.listExecuted()).toEqual([]);
}

/** Adds a comment to a source file of each app. */
export function changeSources(lab: Lab, cases: readonly PresetCase[]): void {
  for (const { source, comment } of cases) {
    const text = readFileSync(join(lab.workspace.root, source), 'utf8');
    lab.workspace.write(source, `${text}\n${comment}\n`);
  }
}

async function readDockerfile(lab: Lab, project: string): Promise<{ path: string; text: string }> {
  const shown = await lab.nx('show', 'project', project, '--json');
  const path = `${(JSON.parse(shown) as { root: string }).root}/Dockerfile`;
  return { path, text: readFileSync(join(lab.workspace.root, path), 'utf8') };
}

/** The image that the last stage stands on, through other stages too. */
function baseOf(dockerfile: string): string {
  const stages = [...dockerfile.matchAll(/^FROM (?:--platform=\S+ )?(\S+) AS (\S+)$/gm)];
  const bases = new Map(stages.map(([, base = '', name = '']) => [name, base]));
  let base = 'production';
  while (bases.has(base)) base = bases.get(base) as string;
  return base;
}
