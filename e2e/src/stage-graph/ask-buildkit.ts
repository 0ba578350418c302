import { tryRun } from '../../../tools/engine/system/run';

/** A stage as `--call=targets` lists it; what is empty is left out. */
export interface Target {
  readonly name?: string;
  readonly default?: boolean;
  readonly base?: string;
  readonly platform?: string;
  readonly location: { readonly ranges: readonly { readonly start: { readonly line: number } }[] };
}

/** What `--call=outline` says about the target stage and all it needs. */
export interface Outline {
  readonly args?: readonly { readonly name: string; readonly value?: string }[];
  readonly secrets?: readonly { readonly name: string }[];
}

/** The engine's answer, or the reason that it gives for none. */
export type Answer<T> = { readonly value: T } | { readonly refused: string };

export interface Question {
  readonly file: string;
  /** Folder of the build context. */
  readonly context: string;
  readonly env: Readonly<Record<string, string>>;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly target?: string;
}

/** Has BuildKit's frontend read a Dockerfile, without building it. */
export async function askBuildkit<T>(
  call: 'targets' | 'outline',
  { file, context, env, buildArgs = {}, target }: Question,
): Promise<Answer<T>> {
  const args = Object.entries(buildArgs).map(([name, value]) => `--build-arg=${name}=${value}`);
  if (target !== undefined) args.push(`--target=${target}`);
  const { stdout, stderr, exitCode } = await tryRun(
    'docker',
    ['buildx', 'build', `--call=${call},format=json`, `--file=${file}`, ...args, context],
    { env: { ...process.env, ...env } },
  );
  if (exitCode === 0) return { value: JSON.parse(stdout) as T };
  const reason = /^ERROR: (.*)$/m.exec(stderr)?.[1];
  if (reason === undefined) throw new Error(`docker buildx build says nothing:\n${stderr}`);
  return { refused: reason };
}
