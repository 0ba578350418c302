import { posix } from 'node:path';
import { findUp, readOwn } from '../view/read-own';
import type { Preset } from './model';

const NEWEST = '1.91';
const PORT = 8080;

/** A Rust program. */
export const rust: Preset = {
  name: 'rust',
  title: 'Rust, alone or in a Cargo workspace',
  template: 'rust',
  needs: 'a Cargo.toml with a package, and a Cargo.lock in the project or above it',
  detect: (view, choices) => {
    const manifest = readOwn(view, 'Cargo.toml');
    const lock = findUp(view, ['Cargo.lock']);
    const name = /^\[package\][^[]*?^name\s*=\s*"([^"]*)"/ms.exec(manifest ?? '')?.[1];
    if (manifest === null || lock === null || name === undefined) return null;
    const { files, projects } = view;
    const scope = new Set([view.project, ...view.dependencies].map(({ root }) => root));
    const isIn = (folder: string): boolean =>
      lock.folder === '.' || folder.startsWith(`${lock.folder}/`) || folder === lock.folder;
    const members = projects
      .map(({ root }) => root)
      .filter(
        (root) =>
          isIn(root) && root !== lock.folder && files.read(posix.join(root, 'Cargo.toml')) !== null,
      )
      .sort();
    const workspace = files.read(posix.join(lock.folder, 'Cargo.toml')) ?? '';
    const toolchain = findUp(view, ['rust-toolchain.toml', 'rust-toolchain']);
    const said = [
      toolchain && files.read(posix.join(toolchain.folder, toolchain.name)),
      /^rust-version\s*=\s*"([^"]*)"/m.exec(manifest)?.[1],
      /^rust-version\s*=\s*"([^"]*)"/m.exec(workspace)?.[1],
    ].map((text) => /(\d+\.\d+)/.exec(text ?? '')?.[1]);
    const packages = [lock.folder, ...members].filter((folder) =>
      /^\[package\]/m.test(files.read(posix.join(folder, 'Cargo.toml')) ?? ''),
    );
    return {
      images: {
        rust: `rust:${said.find(Boolean) ?? NEWEST}-slim-bookworm`,
        debian: 'debian:bookworm-slim',
      },
      port:
        choices.port ??
        (/\b(axum|actix-web|rocket|warp|hyper|tiny_http|tonic)\b/.test(manifest) ||
        /TcpListener/.test(readOwn(view, 'src/main.rs') ?? '')
          ? PORT
          : null),
      command: [`/usr/local/bin/${name}`],
      values: {
        lockFiles: `${posix.join(lock.folder, 'Cargo.toml')} ${posix.join(lock.folder, 'Cargo.lock')} ${lock.folder === '.' ? './' : `${lock.folder}/`}`,
        members: members.map((folder) => `${folder}/Cargo.toml ${folder}/`),
        // Cargo reads all members, so those out of scope keep their empty sources.
        stubFolders: packages.join(' '),
        scopedFolders: packages.filter((folder) => scope.has(folder)).join(' '),
        cargoFolder: posix.join('/src', lock.folder),
        package: name,
      },
    };
  },
};
