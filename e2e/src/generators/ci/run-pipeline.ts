import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { tryRun, type RunResult } from '@docker-stage-build/tools/engine/system/run';
import { makeEnvironment } from '@docker-stage-build/tools/workspace/environment';
import type { Pipeline, ShellStep } from './model';
import { makeOwnCommands } from './own-commands';
import { INSTALL } from './package-managers';

type Env = Readonly<Record<string, string>>;

export interface PipelineRun {
  /** The clone that the system has made, or the empty folder where the pipeline makes it. */
  readonly clone: string;
  /** An empty folder for the job: commands, temporary files. */
  readonly job: string;
  /** The home folder. Where a machine keeps its disk, it is there for the next job too. */
  readonly home: string;
  /** Whether the code is from elsewhere. */
  readonly fork: boolean;
  /** Installed packages, where they are taken instead of being installed once more. */
  readonly modules?: string;
  /** Downloads that the system has kept since an earlier job, if any. */
  readonly downloads: string | null;
  /** Variables of the system. */
  readonly variables: Env;
  /** Secrets that the system gives to the job, if it gives any. */
  readonly secrets: Env;
  /** What leads to the engine, and is put in the place of what the file says of one. */
  readonly engine: Env;
}

/** What a step of Azure Pipelines says to later ones. */
const SET_VARIABLE = /^##vso\[task\.setvariable variable=([^\]]+)\](.*)$/gm;

/** Runs the shell steps of a pipeline in order, as its system would: each in its shell, with its variables, until one fails. */
export async function runPipeline({ steps }: Pipeline, run: PipelineRun): Promise<RunResult> {
  prepareJob(run);
  const results: RunResult[] = [];
  let said: Env = {};
  for (const step of steps) {
    if (run.fork && step.isForOwnCode) continue;
    const result = await runStep(step, { ...run, said });
    results.push(result);
    said = { ...said, ...saidIn(result.stdout) };
    if (result.exitCode !== 0) break;
  }
  return {
    exitCode: results.at(-1)?.exitCode ?? 1,
    stdout: results.map(({ stdout }) => stdout).join('\n'),
    stderr: results.map(({ stderr }) => stderr).join('\n'),
  };
}

function saidIn(stdout: string): Env {
  return Object.fromEntries(
    [...stdout.matchAll(SET_VARIABLE)].map(([, name, value]) => [name, value]),
  );
}

/** What a system has ready when a job starts: commands of its own, and downloads that it kept. */
function prepareJob({ job, home, secrets, downloads }: PipelineRun): void {
  makeOwnCommands(job, secrets);
  writeFileSync(join(job, 'bash-env'), '');
  if (downloads === null) return;
  mkdirSync(downloads, { recursive: true });
  for (const folder of [job, home]) {
    const kept = join(folder, '.packages');
    if (!existsSync(kept)) symlinkSync(downloads, kept);
  }
}

function runStep(
  { script, shell, env, secrets: given }: ShellStep,
  run: PipelineRun & { readonly said: Env },
): Promise<RunResult> {
  const { clone, job, home, modules, variables, secrets, engine, said } = run;
  const file = join(job, 'step');
  const known = Object.entries(secrets).filter(([name]) => given?.includes(name) ?? true);
  const all: Env = { ...env, ...said, ...variables, ...Object.fromEntries(known), ...engine };
  const filledIn = fillMacros(script, { ...all, 'Pipeline.Workspace': job, 'Agent.OS': 'Linux' });
  writeFileSync(
    file,
    modules === undefined ? filledIn : filledIn.replace(INSTALL, linkModules(modules)),
  );
  const [command = 'sh', ...flags] = shell;
  const bins = [join(job, 'bin'), join(job, 'global/bin')];
  return tryRun(command, [...flags, file], {
    cwd: clone,
    env: makeEnvironment(process.env, {
      HOME: home,
      npm_config_cache: join(homedir(), '.npm'),
      npm_config_prefer_offline: 'true',
      npm_config_audit: 'false',
      // Programs of the image, which are for this job alone.
      npm_config_prefix: join(job, 'global'),
      COREPACK_HOME: join(homedir(), '.cache/corepack'),
      COREPACK_NPM_REGISTRY: 'https://registry.npmjs.org',
      // Bash reads it before every step; Circle makes it.
      BASH_ENV: join(job, 'bash-env'),
      AGENT_TEMPDIRECTORY: job,
      GITHUB_STEP_SUMMARY: join(job, 'summary'),
      CI_PROJECT_DIR: clone,
      ...resolveDollars(all, { CI_PROJECT_DIR: clone }),
      PATH: [...bins, engine['PATH'] ?? process.env['PATH']].join(delimiter),
    }),
  });
}

/** The same by links, in a moment. */
function linkModules(modules: string): string {
  return `cp --archive --link ${modules} node_modules`;
}

/** `$(name)` of Azure Pipelines, where a variable has that name; the shell's own `$(command)` is none. */
function fillMacros(script: string, values: Env): string {
  return script.replace(/\$\(([\w.]+)\)/g, (macro, name: string) => values[name] ?? macro);
}

/** GitLab's variables may have others in them. */
function resolveDollars(env: Env, known: Env): Env {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value.replace(/^\$(\w+)/, (text, other: string) => known[other] ?? text),
    ]),
  );
}
