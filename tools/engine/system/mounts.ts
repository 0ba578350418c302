import { readFileSync } from 'node:fs';
import { run } from './run';

/** Mounts an empty file system in memory. */
export async function mountMemory(folder: string): Promise<void> {
  await run('mount', ['-t', 'tmpfs', '-o', 'mode=0711', 'docker-stage-build', folder]);
}

/** Unmounts everything at and below a folder, the newest mount first. */
export async function unmountBelow(folder: string): Promise<void> {
  for (const place of mountsBelow(readFileSync('/proc/self/mounts', 'utf8'), folder)) {
    await run('umount', ['--lazy', place]);
  }
}

/** The mount points at and below a folder in `/proc/self/mounts` (fstab(5) escapes), newest first. */
export function mountsBelow(mounts: string, folder: string): string[] {
  return mounts
    .split('\n')
    .map((line) => unescapeField(line.split(' ')[1] ?? ''))
    .filter((place) => place === folder || place.startsWith(`${folder}/`))
    .reverse();
}

function unescapeField(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(parseInt(octal, 8)),
  );
}
