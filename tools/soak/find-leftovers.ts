import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../engine/system/run';
import type { SeenRequest } from '../faults/fault-proxy';

export interface Surroundings {
  /** In the environment of every process that belongs to the soak. */
  readonly mark: string;
  /** TMPDIR of those processes. */
  readonly temporary: string;
  /** XDG_CACHE_HOME of those processes. */
  readonly cache: string;
  /** Environment of the engine's client. */
  readonly env: Readonly<Record<string, string>>;
  readonly seen: readonly SeenRequest[];
}

/** What builds left behind that they should have removed: processes, files, locks, uploads, builders, containers. */
export async function findLeftovers(surroundings: Surroundings): Promise<string[]> {
  const { mark, temporary, cache, env, seen } = surroundings;
  return [
    ...findProcesses(mark).map((command) => `a process: ${command}`),
    ...list(temporary)
      .filter(isOurs)
      .map((name) => `a temporary file: ${name}`),
    ...findLocks(cache).map((path) => `a lock or an export under way: ${path}`),
    ...findUploads(seen).map((path) => `an open upload: ${path}`),
    ...(await findBuilders(env)).map((name) => `a builder or container: ${name}`),
  ];
}

function isOurs(name: string): boolean {
  return name.startsWith('docker-stage-build');
}

function findProcesses(mark: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .filter((pid) => read(`/proc/${pid}/environ`).includes(mark))
    .map((pid) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').slice(0, 100));
}

/** The folders of the local cache that are empty while nobody uses it. */
function findLocks(cache: string): string[] {
  const layout = join(cache, 'docker-stage-build');
  return readdirIfThere(layout).filter((path) => {
    if (/(?:^|\/)incoming\/./.test(path)) return true;
    return /(?:^|\/)lock\/[^/]+$/.test(path) && isHeld(join(layout, path));
  });
}

/** A lock that was given back stays as a link of 1970. */
function isHeld(path: string): boolean {
  return lstatSync(path).mtimeMs > 0;
}

/** Uploads that our own client opened and did not give up. */
function findUploads(seen: readonly SeenRequest[]): string[] {
  const own = seen.filter(({ agent }) => agent === 'docker-stage-build');
  const opened = own
    .filter(({ method, status }) => method === 'POST' && status === 202)
    .map(({ location }) => uploadOf(location ?? ''));
  const closed = new Set(
    own
      .filter(({ method, status }) => method === 'DELETE' && (status === 204 || status === 404))
      .map(({ url }) => uploadOf(url)),
  );
  return opened.filter((upload) => !closed.has(upload));
}

function uploadOf(url: string): string {
  return /uploads\/([^?/]+)/.exec(url)?.[1] ?? url;
}

async function findBuilders(env: Readonly<Record<string, string>>): Promise<string[]> {
  const options = { env: { ...process.env, ...env } as Record<string, string> };
  const builders = await run('docker', ['buildx', 'ls', '--format', '{{.Name}}'], options);
  const containers = await run('docker', ['ps', '--all', '--format', '{{.Names}}'], options);
  return [...builders.stdout.split('\n').filter(isOurs), ...containers.stdout.split('\n')].filter(
    (name) => name.trim() !== '',
  );
}

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function readdirIfThere(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
