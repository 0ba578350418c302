import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A Dockerfile of the corpus. */
export interface Sample {
  /** File name without its extension. */
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

const FOLDER = join(__dirname, '../../fixtures/dockerfiles');
const EXTENSION = '.Dockerfile';

/** Dockerfiles that BuildKit takes. */
export function listSamples(): Sample[] {
  return readSamples(FOLDER);
}

/** Dockerfiles that BuildKit refuses: when it reads them, or (`graph-…`) when it resolves their stages. */
export function listRefused(): Sample[] {
  return readSamples(join(FOLDER, 'refused'));
}

function readSamples(folder: string): Sample[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(EXTENSION))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      return { name: name.slice(0, -EXTENSION.length), file, text: readFileSync(file, 'utf8') };
    });
}
