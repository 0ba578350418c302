import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emulatorTools } from './packages/toolbox';
import { paths } from './paths';
import { run } from './system/run';
import { unmountBelow } from './system/mounts';

const BINFMT = '/proc/sys/fs/binfmt_misc';
const NAME = 'docker-stage-build-aarch64';

/** First bytes of an arm64 ELF program and which of their bits count, as in Debian's qemu-user package. */
const MAGIC = String.raw`\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00`;
const MASK = String.raw`\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff`;

/** Whether this machine runs arm64 programs, by itself or by emulation that also works in containers. */
export function runsArm64(): boolean {
  if (process.arch === 'arm64') return true;
  if (!existsSync(BINFMT)) return false;
  return readdirSync(BINFMT)
    .filter((name) => name !== 'register' && name !== 'status')
    .some((name) => isArm64Handler(readFileSync(join(BINFMT, name), 'utf8')));
}

/**
 * Whether this is an enabled handler of arm64 programs whose interpreter was opened when it was
 * registered (flag F): only such a one is found from inside a container.
 */
export function isArm64Handler(entry: string): boolean {
  return (
    entry.startsWith('enabled') &&
    /^flags:.*F/m.test(entry) &&
    /^magic 7f454c46020101[0-9a-f]*b700$/m.test(entry)
  );
}

/** Registers the emulation of arm64, if there is none. */
export async function registerArm64(): Promise<void> {
  if (runsArm64()) return;
  const { root } = await emulatorTools();
  if (!existsSync(join(BINFMT, 'register'))) await mountBinfmt();
  if (runsArm64()) return;
  const interpreter = join(root, 'usr/bin/qemu-aarch64');
  await writeFile(join(BINFMT, 'register'), `:${NAME}:M::${MAGIC}:${MASK}:${interpreter}:FC`);
}

async function mountBinfmt(): Promise<void> {
  await run('mount', ['-t', 'binfmt_misc', 'binfmt_misc', BINFMT]);
  await mkdir(paths.runtime, { recursive: true });
  await writeFile(mountedByUs(), '');
}

/** Takes back what `registerArm64` did, and nothing else: another cache's registration stays. */
export async function unregisterArm64(): Promise<void> {
  const entry = join(BINFMT, NAME);
  if (existsSync(entry) && readFileSync(entry, 'utf8').includes(`${paths.cache}/`)) {
    await writeFile(entry, '-1');
  }
  if (!existsSync(mountedByUs())) return;
  await unmountBelow(BINFMT);
  await rm(mountedByUs());
}

function mountedByUs(): string {
  return join(paths.runtime, 'binfmt-mounted');
}
