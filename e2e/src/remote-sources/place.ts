import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningRegistry } from '@docker-stage-build/tools/engine';
import { startRegistry } from '../harness';
import { docker } from '../journeys/engine-records';
import { makeRepository } from './repository';
import { serveGit } from './serve-git';
import { serveRemotes } from './serve-remotes';

export type EngineEnv = Readonly<Record<string, string>>;

/** Everything that a build can read from: it is as it was at first, until it moves. */
export interface Place {
  /** Differs from place to place, so that no engine has a step in its cache. */
  readonly nonce: string;
  /** The workspace. */
  readonly root: string;
  /** What stands for `{name}` in the cases. */
  readonly names: Readonly<Record<string, string>>;
  /** Changes the bytes behind every address that can lead to others. */
  move(): Promise<void>;
  /** The digest that the image's tag leads to. */
  resolve(): Promise<string>;
  stop(): Promise<void>;
}

/** @param name unique among all tests that run at once */
export async function openPlace(name: string, env: EngineEnv): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  const [root, outside, layout, repositories, scratch] = makeFolders(folder);
  const [remotes, daemon, registry, app, library] = await Promise.all([
    serveRemotes(repositories),
    serveGit(repositories),
    startRegistry({ name }),
    makeRepository(repositories, 'app'),
    makeRepository(repositories, 'library'),
  ]);
  await library.commit({ 'library.txt': 'library\n' });
  await app.git('submodule', '--quiet', 'add', `${remotes.url}/git/library.git`, 'library');
  symlinkSync('local', join(root, 'link'));
  const image = `${registry.address}/moving`;

  const write = async (text: string): Promise<string> => {
    for (const place of ['local', '.hidden', 'rootfs'].map((path) => join(root, path)))
      writeFiles(place, text);
    writeFiles(outside, text);
    remotes.files.set('file.txt', text).set('file.tar', pack(outside));
    writeImage(text, { folder: scratch, image, layout, env });
    const commit = await app.commit({ 'file.txt': text, 'kept/other.txt': 'this stays\n' });
    await app.git('tag', '--force', 'v1');
    await app.git('push', '--quiet', '--force', 'origin', 'v1');
    return commit;
  };
  const commit = await write('first\n');
  const resolve = () => digestOf(registry, 'moving:1');
  return {
    nonce: randomUUID(),
    root,
    names: {
      ...{ outside, image, layout, commit },
      files: `${remotes.url}/files`,
      git: `${remotes.url}/git`,
      daemon: daemon.url,
      sum: `sha256:${createHash('sha256').update('first\n').digest('hex')}`,
      digest: await resolve(),
      layoutDigest: digestIn(layout),
    },
    resolve,
    move: async () => void (await write('moved\n')),
    stop: async () => {
      daemon.stop();
      await Promise.all([remotes.stop(), registry.stop()]);
      rmSync(folder, { recursive: true });
    },
  };
}

function makeFolders(folder: string): [string, string, string, string, string] {
  const make = (name: string): string => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  return [make('workspace'), make('outside'), make('layout'), make('git'), make('image')];
}

function writeFiles(folder: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'file.txt'), text);
  writeFileSync(join(folder, 'other.txt'), 'this stays\n');
}

function pack(folder: string): Buffer {
  return execFileSync('tar', ['--create', `--directory=${folder}`, 'file.txt']);
}

/** Makes an image that holds a text: in a registry, and in an OCI layout. */
function writeImage(
  text: string,
  {
    folder,
    image,
    layout,
    env,
  }: {
    readonly folder: string;
    readonly image: string;
    readonly layout: string;
    readonly env: EngineEnv;
  },
): void {
  writeFileSync(join(folder, 'file.txt'), text);
  writeFileSync(join(folder, 'Dockerfile'), 'FROM busybox:1\nENV EMPTY=\nCOPY file.txt /got/\n');
  const pushed = `--output=type=image,name=${image}:1,push=true,oci-mediatypes=true`;
  const laidOut = `--output=type=oci,name=layout:1,tar=false,dest=${layout}`;
  for (const output of [pushed, laidOut])
    docker(['buildx', 'build', output, folder], { ...env, BUILDX_NO_DEFAULT_ATTESTATIONS: '1' });
}

async function digestOf({ address }: RunningRegistry, name: string): Promise<string> {
  const [repository, tag] = name.split(':');
  const accept = 'application/vnd.oci.image.manifest.v1+json';
  const url = `http://${address}/v2/${repository}/manifests/${tag}`;
  const { headers } = await fetch(url, { method: 'HEAD', headers: { accept } });
  return headers.get('docker-content-digest') ?? '';
}

function digestIn(layout: string): string {
  const index = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as {
    readonly manifests: readonly { readonly digest: string }[];
  };
  return index.manifests[0]?.digest ?? '';
}
