import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { tryRun, type RunResult } from '@docker-stage-build/tools/engine/system/run';
import { makeEnvironment } from '@docker-stage-build/tools/workspace/environment';
import type { Pipeline, ShellStep } from './model';

type Env = Readonly<Record<string, string>>;

export interface PipelineRun {
  /** The clone that the system has made, or the empty folder where the pipeline makes it. */
  readonly clone: string;
  /** An empty folder for the job: home folder, commands, downloads. */
  readonly job: string;
  /** Installed packages, where they are taken instead of being installed once more. */
  readonly modules?: string;
  /** Variables of the system, and secrets. */
  readonly variables: Env;
  /** What leads to the engine, and is put in the place of what the file says of one. */
  readonly engine: Env;
}

/** Commands of a system or its images, which this machine need not have. They only write down what they were told. */
const OWN_COMMANDS = ['apk', 'buildkite-agent'];

/** What a step of Azure Pipelines says to later ones. */
const SET_VARIABLE = /^##vso\[task\.setvariable variable=([^\]]+)\](.*)$/gm;

/** The line that installs packages. */
const INSTALL = /^npm ci$/m;

/** The same by links, in a moment. */
function linkModules(modules: string): string {
  return `cp --archive --link ${modules} node_modules`;
}

/** Runs the shell steps of a pipeline in order, as its system would: each in its shell, with its variables, until one fails. */
export async function runPipeline({ steps }: Pipeline, run: PipelineRun): Promise<RunResult> {
  prepareJob(run.job);
  const results: RunResult[] = [];
  let said: Env = {};
  for (const step of steps) {
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
function prepareJob(job: string): void {
  mkdirSync(join(job, 'bin'), { recursive: true });
  for (const command of OWN_COMMANDS) {
    const file = join(job, 'bin', command);
    writeFileSync(file, `#!/bin/sh\necho "${command} $*" >> "${job}/commands"\n`);
    chmodSync(file, 0o755);
  }
  writeFileSync(join(job, 'bash-env'), '');
  const downloads = join(homedir(), '.npm');
  mkdirSync(downloads, { recursive: true });
  if (!existsSync(join(job, '.packages'))) symlinkSync(downloads, join(job, '.packages'));
}

/** What a pipeline called of its system's commands, a line a call. */
export function readOwnCommands(job: string): string[] {
  const file = join(job, 'commands');
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
}

function runStep(
  { script, shell, env }: ShellStep,
  { clone, job, modules, variables, engine, said }: PipelineRun & { readonly said: Env },
): Promise<RunResult> {
  const file = join(job, 'step');
  const all: Env = { ...env, ...said, ...variables, ...engine };
  const filledIn = fillMacros(script, { ...all, 'Pipeline.Workspace': job, 'Agent.OS': 'Linux' });
  writeFileSync(
    file,
    modules === undefined ? filledIn : filledIn.replace(INSTALL, linkModules(modules)),
  );
  const [command = 'sh', ...flags] = shell;
  return tryRun(command, [...flags, file], {
    cwd: clone,
    env: makeEnvironment(process.env, {
      HOME: job,
      npm_config_cache: join(homedir(), '.npm'),
      npm_config_prefer_offline: 'true',
      npm_config_audit: 'false',
      // Bash reads it before every step; Circle makes it.
      BASH_ENV: join(job, 'bash-env'),
      AGENT_TEMPDIRECTORY: job,
      GITHUB_STEP_SUMMARY: join(job, 'summary'),
      CI_PROJECT_DIR: clone,
      ...resolveDollars(all, { CI_PROJECT_DIR: clone }),
      PATH: [join(job, 'bin'), engine['PATH'] ?? process.env['PATH']].join(delimiter),
    }),
  });
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
