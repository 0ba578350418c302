import { readFileSync } from 'node:fs';
import { UnavailableError } from '../errors';

/** What `/etc/os-release` says, as far as it matters here. */
export interface Debian {
  /** The machine's own suite, for example `bookworm`. */
  readonly codename: string;
}

/**
 * Reads the text of an os-release(5) file.
 *
 * @throws UnavailableError when it is not a Debian's
 */
export function parseOsRelease(text: string): Debian {
  const fields = new Map(
    [...text.matchAll(/^([A-Z_]+)="?([^"\n]*)"?$/gm)].map(([, key, value]) => [key, value]),
  );
  const codename = fields.get('VERSION_CODENAME');
  if (fields.get('ID') !== 'debian' || !codename) {
    throw new UnavailableError(
      `needs Debian, this is ${fields.get('PRETTY_NAME') ?? 'something else'}: install Docker with buildx and start it, it will be used`,
    );
  }
  return { codename };
}

/** Whether an engine of our own can be installed and started here. */
export function isDebianRoot(): boolean {
  try {
    requireDebianRoot();
    return true;
  } catch {
    return false;
  }
}

/**
 * Checks that an engine of our own can be installed and started here.
 *
 * @throws UnavailableError saying what is missing and what to do
 */
export function requireDebianRoot(): Debian {
  if (process.platform !== 'linux') {
    throw new UnavailableError(
      `needs Linux, this is ${process.platform}: install Docker Desktop and start it, it will be used`,
    );
  }
  const debian = parseOsRelease(readOsRelease());
  if (process.getuid?.() !== 0) {
    throw new UnavailableError(
      'needs root to start an engine: run it with sudo, or install Docker with buildx, it will be used',
    );
  }
  return debian;
}

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
