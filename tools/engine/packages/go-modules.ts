import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UnavailableError } from '../errors';
import { paths } from '../paths';
import { report } from '../report';
import { run, tryRun } from '../system/run';
import { toolMadeOnce, type Toolbox } from './toolbox';

/** A program written in Go, taken from its module. */
export interface GoProgram {
  /** What the toolbox is called. */
  readonly name: string;
  /** For example `v0.33.1`. */
  readonly version: string;
  /** The packages of its commands, by the name that each command gets. */
  readonly commands: Readonly<Record<string, string>>;
  /** The variable that tells the program its version. */
  readonly versionVariable: string;
}

/**
 * Builds a program from its module, once.
 *
 * `go install PACKAGE@VERSION` refuses modules whose go.mod has `exclude` or `replace` lines, so the program
 * becomes a dependency of an empty module of ours.
 *
 * @throws UnavailableError where there is no Go
 */
export function goTools(program: GoProgram): Promise<Toolbox> {
  const { name, version, commands, versionVariable } = program;
  return toolMadeOnce(`${name}-${version}`, async (folder) => {
    await requireGo();
    const env = goEnv();
    report(`building ${name} ${version}`);
    const module = join(folder, 'module');
    const bin = join(folder, 'usr/bin');
    await mkdir(module, { recursive: true });
    await mkdir(bin, { recursive: true });
    await writeFile(join(module, 'go.mod'), 'module build\n');
    const options = { cwd: module, env };
    const wanted = Object.values(commands).map((one) => `${one}@${version}`);
    await run('go', ['get', ...wanted], options);
    const flags = ['-trimpath', '-ldflags', `-s -w -X ${versionVariable}=${version}`];
    for (const [command, one] of Object.entries(commands)) {
      await run('go', ['build', ...flags, '-o', join(bin, command), one], options);
    }
    await rm(module, { recursive: true });
  });
}

/**
 * Downloads a module, once.
 *
 * @returns the folder that holds it
 * @throws UnavailableError where there is no Go
 */
export async function goModule(module: string, version: string): Promise<string> {
  await requireGo();
  const { stdout } = await run('go', ['mod', 'download', '-json', `${module}@${version}`], {
    env: goEnv(),
  });
  return (JSON.parse(stdout) as { Dir: string }).Dir;
}

/** Go's own caches lie with ours, so that `purge` finds them and no home folder is needed. */
function goEnv(): NodeJS.ProcessEnv {
  const root = join(paths.cache, 'go');
  return {
    ...process.env,
    PATH: `${process.env['PATH'] ?? ''}:/usr/local/go/bin`,
    GOPATH: root,
    GOCACHE: join(root, 'build'),
    GOFLAGS: '-modcacherw',
    CGO_ENABLED: '0',
  };
}

/**
 * Checks that there is Go.
 *
 * @throws UnavailableError where there is none
 */
export async function requireGo(): Promise<void> {
  const { exitCode } = await tryRun('go', ['version'], { env: goEnv() });
  if (exitCode !== 0) {
    throw new UnavailableError('needs Go to build upstream tools: install Go 1.25 or newer');
  }
}
