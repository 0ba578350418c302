import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../workspace';
import { changeApps, markerOf } from './images';
import { checkImage } from './check-image';

export interface RoundOptions {
  readonly workspace: Workspace;
  readonly round: number;
  /** Apps to build. */
  readonly apps: readonly string[];
  /** The registry as builds see it, and as it is. */
  readonly registry: { readonly failing: string; readonly itself: string };
  readonly env: Readonly<Record<string, string>>;
}

/** What became of the builds of a round. */
export interface Round {
  readonly pushed: number;
  /** Codes of the builds that failed and said so. */
  readonly failed: readonly string[];
  /** What must not be. */
  readonly wrong: readonly string[];
  /** Warnings about caches. */
  readonly warnings: number;
}

/** Where the log of a task begins, and an error of ours in it. */
const TASK = /^> nx run ([\w-]+):image/m;
const ERROR = /^([A-Z]+_[A-Z_]+)(?: \(.*\))?: /m;

/** Changes all apps, builds and pushes their images, and looks at what was really pushed. */
export async function runRound(options: RoundOptions): Promise<Round> {
  const { workspace, round, apps, registry, env } = options;
  rmSync(join(workspace.root, 'dist'), { recursive: true, force: true });
  await changeApps(workspace, round);
  const tag = `r${round}`;
  const { stdout, stderr, exitCode } = await workspace.nx(
    [
      ...['run-many', '-t', 'image', `--projects=${apps.join(',')}`, '--output-style=static'],
      // By turns as one process and as one for each task.
      ...(round % 2 === 0 ? ['--batch'] : ['--parallel=3']),
      ...['--push', `--image=${registry.failing}/soak/{name}`, `--tags=${tag}`],
      '--metadataFile=dist/{name}.json',
    ],
    { env },
  );
  const log = `${stdout}\n${stderr}`;
  const errors = readErrors(log);
  const claims = new Map(apps.map((name) => [name, readDigest(workspace.root, name)]));
  const wrong: string[] = [];
  for (const [name, digest] of claims) {
    const claim = { registry: registry.itself, repository: `soak/${name}`, tag };
    const marker = markerOf(name, round);
    if (digest !== null) wrong.push(...(await checkImage({ ...claim, digest, marker })));
    if (digest === null && !errors.has(name))
      wrong.push(`${name} failed in round ${round} and did not say why:\n${log}`);
    if (digest !== null && errors.has(name))
      wrong.push(`${name} both succeeded and failed in round ${round}`);
  }
  const failed = apps.filter((name) => claims.get(name) === null);
  if ((exitCode !== 0) !== failed.length > 0)
    wrong.push(`round ${round} ended with ${exitCode} although ${failed.length} builds failed`);
  return {
    pushed: apps.length - failed.length,
    failed: failed.map((name) => errors.get(name) ?? 'unknown'),
    wrong,
    warnings: (log.match(/nothing is imported|were not kept|not cached|cache could not/gi) ?? [])
      .length,
  };
}

/** Codes of the errors that tasks ended with, by project. */
function readErrors(log: string): Map<string, string> {
  // The names are the odd ones of what a pattern with one group splits into.
  const [, ...parts] = log.split(TASK);
  const errors = new Map<string, string>();
  for (let at = 0; at < parts.length; at += 2) {
    const code = ERROR.exec(parts[at + 1] ?? '')?.[1];
    if (code !== undefined) errors.set(parts[at] ?? '', code);
  }
  return errors;
}

/** The digest that a build says it pushed; `null` where it says nothing. */
function readDigest(root: string, name: string): string | null {
  try {
    const text = readFileSync(join(root, 'dist', `${name}.json`), 'utf8');
    return (JSON.parse(text) as { digest: string | null }).digest;
  } catch {
    return null;
  }
}
