import { StageBuildError } from '../errors';
import { serveManifests } from '../serve/serve-manifests';
import type { Tree } from '../tree/tree';
import { ignoreFilesOf } from './ignore-files';
import type { ImageRequest } from './image-request';
import type { Snapshot } from './snapshot';

/** The texts that an engine builds an image by. */
export interface BuildFiles {
  readonly dockerfile: string;
  /** Of the ignore file that counts for the main context; empty where there is none. */
  readonly ignore: string;
  /** Path of that file; `undefined` where there is none. */
  readonly ignoreFile?: string | undefined;
  /** Whether they differ from the workspace's own. */
  readonly changed: boolean;
  /** Why root manifests are not served although that was asked for; `null` when they are or were not asked for. */
  readonly unserved: string | null;
}

/**
 * Finds an image's Dockerfile and ignore file in a tree.
 * @throws StageBuildError DOCKERFILE_NOT_FOUND
 */
export function buildFilesOf(request: ImageRequest, snapshot: Snapshot): BuildFiles {
  const { textOf } = snapshot;
  const { dockerfile: path, project } = request;
  const dockerfile = textOf(path);
  if (dockerfile === null) {
    throw new StageBuildError('DOCKERFILE_NOT_FOUND', `There is no Dockerfile at ${path}.`, {
      hint: 'Set the option `dockerfile`, or add the file.',
      project,
    });
  }
  const ignoreFile = ignoreFilesOf(request).find((path) => textOf(path) !== null);
  const ignore = ignoreFile === undefined ? null : textOf(ignoreFile);
  const own = { dockerfile, ignore: ignore ?? '', ignoreFile, changed: false, unserved: null };
  return wantsManifests(request, dockerfile) ? serve(own, { request, snapshot }) : own;
}

/**
 * Whether root manifests are to be served to a Dockerfile. One that installs from them is not to get those of the whole workspace
 * back by a `COPY . .`.
 */
export function wantsManifests({ serveManifests }: ImageRequest, dockerfile: string): boolean {
  return serveManifests ?? /\bfrom=manifests\b/.test(dockerfile);
}

/** The files with the root manifests taken from the context `manifests` instead of the main one. */
function serve(
  own: BuildFiles,
  { request, snapshot }: { readonly request: ImageRequest; readonly snapshot: Snapshot },
): BuildFiles {
  if (request.context !== '') return { ...own, unserved: 'the context is not the workspace root' };
  if (request.contexts[MANIFESTS] !== undefined)
    return { ...own, unserved: `\`contexts\` has a ${MANIFESTS} of its own` };
  const made = snapshot.make?.(request, MANIFESTS);
  if (!made) return own;
  const served = [...made.keys()].filter((path) => !path.includes('/'));
  const leaving = served.filter((name) => PRUNED.test(name));
  const others = rootNames(snapshot.tree).filter((name) => !served.includes(name));
  const { text, why } = serveManifests(own.dockerfile, {
    context: MANIFESTS,
    served,
    leaving,
    others,
  });
  if (why !== null) return { ...own, unserved: why };
  const end = own.ignore === '' || own.ignore.endsWith('\n') ? '' : '\n';
  const ignore = `${own.ignore}${end}${leaving.map((name) => `${name}\n`).join('')}`;
  return { ...own, dockerfile: text, ignore, changed: true };
}

const MANIFESTS = 'manifests';
/** What differs from the workspace's own, or may after the next change: the rest are settings, which are the same in both. */
const PRUNED =
  /^(package\.json|package-lock\.json|pnpm-lock\.yaml|pnpm-workspace\.yaml|yarn\.lock|bun\.lock)$/;
const known = new WeakMap<Tree, readonly string[]>();

/** Names of the files and folders in the root of a tree. */
function rootNames(tree: Tree): readonly string[] {
  let names = known.get(tree);
  if (!names)
    known.set(
      tree,
      (names = [...new Set([...tree.keys()].map((path) => path.split('/', 1)[0] as string))]),
    );
  return names;
}
