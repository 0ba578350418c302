import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryRun } from '../../../tools/engine/system/run';
import type { Setting } from './dockerfile';

/** The part of an image's configuration that instructions with variables write (OCI image specification, config.md). */
export interface ImageConfig {
  readonly Labels?: Readonly<Record<string, string>>;
  readonly Env?: readonly string[];
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly Volumes?: Readonly<Record<string, object>>;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
}

export type Answer = { readonly config: ImageConfig } | { readonly refused: string };

/** Builds a Dockerfile, which reads no files, and reads the configuration of the image. */
export async function askConfig(
  text: string,
  { env, buildArgs = {}, target }: Setting & { readonly env: Readonly<Record<string, string>> },
): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'expansion-'));
  try {
    writeFileSync(join(folder, 'Dockerfile'), text);
    const layout = join(folder, 'layout');
    const args = Object.entries(buildArgs).map(([name, value]) => `--build-arg=${name}=${value}`);
    if (target !== undefined) args.push(`--target=${target}`);
    const { stderr, exitCode } = await tryRun(
      'docker',
      ['buildx', 'build', `--output=type=oci,tar=false,dest=${layout}`, ...args, folder],
      { env: { ...process.env, ...env, BUILDX_NO_DEFAULT_ATTESTATIONS: '1' } },
    );
    if (exitCode !== 0) return { refused: /^ERROR: (.*)$/m.exec(stderr)?.[1] ?? stderr };
    return { config: readConfig(layout) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** So many builds run at a time. */
const AT_ONCE = 6;

/** Asks for many images, by name. */
export async function askConfigs(
  questions: readonly (Setting & { readonly name: string; readonly text: string })[],
  env: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>();
  const waiting = [...questions];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { name, text, ...setting } = next;
      answers.set(name, await askConfig(text, { env, ...setting }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}

/** The configuration of an image that was built. */
export function configOf(answer: Answer | undefined): ImageConfig {
  if (!answer) throw new Error('it was not asked for');
  if ('refused' in answer) throw new Error(`BuildKit refuses it: ${answer.refused}`);
  return answer.config;
}

function readConfig(layout: string): ImageConfig {
  const read = <T>(path: string): T => JSON.parse(readFileSync(join(layout, path), 'utf8')) as T;
  const readBlob = <T>(digest: string): T => read<T>(`blobs/${digest.replace(':', '/')}`);
  const index = read<{ manifests: { digest: string }[] }>('index.json');
  const manifest = readBlob<{ config: { digest: string } }>(index.manifests[0]?.digest ?? '');
  return readBlob<{ config: ImageConfig }>(manifest.config.digest).config;
}
