import { translateDockerArguments } from './docker-arguments';
import type { Raw, Translation } from './model';

/** Options of the target that `@nx/docker` infers: `docker build .` in a folder, with arguments. */
export function translateDockerTarget({
  args = [],
  cwd,
  command = '',
  ...others
}: Raw): Translation {
  const words = String(command).replace(/^docker (buildx )?build\b/, '');
  const { options, lost } = translateDockerArguments([
    words,
    ...(Array.isArray(args) ? args : [args]).map(String),
  ]);
  const folder = typeof cwd === 'string' ? cwd : '{projectRoot}';
  const { dockerfile, metadataFile, secrets, outputs, contexts, ...same } = options;
  return {
    options: {
      ...(typeof cwd === 'string' && { context: cwd }),
      ...same,
      // Paths count from where the command runs there, and from the workspace root here.
      ...(dockerfile !== undefined && { dockerfile: place(folder, dockerfile) }),
      ...(metadataFile !== undefined && { metadataFile: place(folder, metadataFile) }),
      ...(secrets !== undefined && { secrets: placeFields(folder, secrets) }),
      ...(outputs !== undefined && { outputs: placeFields(folder, outputs) }),
      ...(contexts !== undefined && { contexts: placeContexts(folder, contexts) }),
    },
    lost: [...lost, ...Object.keys(others).map((name) => `the option "${name}" of the target`)],
  };
}

function place(folder: string, path: string): string {
  if (path.startsWith('/') || path.startsWith('{')) return path;
  // Not joined: a placeholder may be more than one folder, which `..` is not to take away.
  return folder === '.' ? path : `${folder}/${path.replace(/^\.\//, '')}`;
}

/** `id=npmrc,src=.npmrc` and `type=oci,dest=out.tar`: texts, as an argument has them. */
function placeFields<T>(folder: string, texts: T): T {
  const field = /(^|,)(src|source|dest)=([^,]*)/g;
  return (texts as string[]).map((text) =>
    text.replace(field, (_, start, name, path) => `${start}${name}=${place(folder, path)}`),
  ) as T;
}

/** `docs=../docs`; what has a scheme is no folder. */
function placeContexts<T>(folder: string, contexts: T): T {
  return (contexts as string[]).map((text) =>
    text.replace(/=(?![a-z-]+:\/\/)(.*)$/, (_, path) => `=${place(folder, path)}`),
  ) as T;
}
