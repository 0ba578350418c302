import { spawn, type StdioOptions } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { CommandError } from '../errors';

/** How a command is started. */
export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment; the caller's own where it is left out. */
  readonly env?: NodeJS.ProcessEnv;
}

/** What a command printed, without the last line end, and its exit code. */
export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/**
 * Runs a command to its end, without a shell.
 *
 * @throws CommandError when it cannot be started or its exit code is not 0
 */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const result = await tryRun(command, args, options);
  if (result.exitCode !== 0) {
    const end = (result.stderr || result.stdout).split('\n').slice(-15).join('\n');
    throw new CommandError(`${[command, ...args].join(' ')} failed (${result.exitCode}):\n${end}`);
  }
  return result;
}

/** Runs a command to its end, without a shell; one that cannot be started has exit code 127. */
export function tryRun(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const finish = (exitCode: number): void =>
      resolve({ stdout: textOf(stdout), stderr: textOf(stderr), exitCode });
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (error) => {
      stderr.push(Buffer.from(error.message));
      finish(127);
    });
    child.on('close', (exitCode) => finish(exitCode ?? 1));
  });
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8').trimEnd();
}

/** A process that outlives us. */
export interface LaunchOptions {
  /** The whole environment; the caller's own where it is left out. */
  readonly env?: NodeJS.ProcessEnv;
  /** Its standard output goes here, from an empty file. */
  readonly stdout: string;
  /** Its standard error goes here; may be the same file. */
  readonly stderr: string;
}

/**
 * Starts a process in a session of its own and lets go of it. It runs in `/`: the caller's folder may be gone before it, and an engine
 * without one cannot run git. Returns its pid.
 */
export function launch(
  command: string,
  args: readonly string[],
  { env, stdout, stderr }: LaunchOptions,
): Promise<number> {
  const out = openSync(stdout, 'w');
  const err = stderr === stdout ? out : openSync(stderr, 'w');
  const stdio: StdioOptions = ['ignore', out, err];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { cwd: '/', env, stdio, detached: true });
    for (const file of new Set([out, err])) closeSync(file);
    child.on('error', (error) =>
      reject(new CommandError(`${command} could not be started: ${error.message}`)),
    );
    child.on('spawn', () => {
      child.unref();
      resolve(child.pid as number);
    });
  });
}
