import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { run } from '../engine/system/run';
import { makeEnvironment } from './environment';

/** A registry of npm packages, on loopback. */
export interface PackageRegistry {
  /** For npm's option `registry`. */
  readonly url: string;
  close(): Promise<void>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** A package as it was packed. */
interface Packed {
  readonly manifest: Manifest;
  readonly file: string;
  readonly bytes: Buffer;
}

/**
 * Serves packages as a registry of npm does (https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md). Whoever asks for
 * another package is sent to the registry that npm is set to.
 *
 * @param tarballs what `npm pack` wrote, one version of each package
 */
export async function servePackages(tarballs: readonly string[]): Promise<PackageRegistry> {
  const [packages, upstream] = await Promise.all([
    Promise.all(tarballs.map(readPacked)),
    readRegistry(),
  ]);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/').slice(1);
    const tarball = packages.find(({ file }) => path === `-/${file}`);
    const named = packages.find(({ manifest }) => path === manifest.name);
    if (tarball) response.end(tarball.bytes);
    else if (named) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(describe(named, urlOf(server))));
    } else {
      response.writeHead(302, { location: new URL(request.url?.slice(1) ?? '', upstream).href });
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: urlOf(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readPacked(path: string): Promise<Packed> {
  const { stdout } = await run('tar', ['-xzOf', path, 'package/package.json']);
  const manifest = JSON.parse(stdout) as Manifest;
  return { manifest, file: basename(path), bytes: readFileSync(path) };
}

/** The registry that npm is set to, with a slash at the end. */
async function readRegistry(): Promise<string> {
  const { stdout } = await run('npm', ['config', 'get', 'registry'], {
    env: makeEnvironment(process.env),
  });
  return stdout.replace(/\/*$/, '/');
}

function describe({ manifest, file, bytes }: Packed, url: string): object {
  const { name, version } = manifest;
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const dist = { tarball: `${url}-/${file}`, integrity };
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, dist } },
  };
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
