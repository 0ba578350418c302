import { posix } from 'node:path';
import { isWithin } from '../../../workspace/is-within';
import { expandFolders } from '../view/expand-folders';
import type { ProjectView } from '../view/model';
import { findOwn, findUp, readOwn } from '../view/read-own';
import type { Preset } from './model';

const NEWEST = '3.13';
const PORT = 8000;
/** Version of uv that is installed where the project asks for none. */
const UV = '0.13';
const POETRY = '2.5';

/** A Python app. What installs is told by the lockfile. */
export const python: Preset = {
  name: 'python',
  title: 'Python with uv, Poetry or pip',
  template: 'python',
  needs: 'a pyproject.toml with uv.lock or poetry.lock, or a requirements.txt',
  detect: (view, choices) => {
    const found = findInstaller(view);
    if (!found) return null;
    const { installer, folder } = found;
    const members = installer === 'uv' ? listMembers(view, folder) : [];
    const inWorkspace = folder !== view.project.root || members.length > 0;
    const dependencies = readDependencies(view);
    const server = findServer(view, { dependencies, port: choices.port ?? PORT });
    const command = choices.command ?? server ?? ['python', findOwn(view, SCRIPTS) ?? 'main.py'];
    const listens =
      server !== null ||
      /\b(flask|fastapi|django|aiohttp|tornado|sanic)\b/.test(dependencies) ||
      /\bHTTPServer\b/.test(mainText(view));
    return {
      images: { python: `python:${pythonVersion(view)}-slim` },
      port: choices.port ?? (listens ? PORT : null),
      command,
      values: {
        installer,
        installerPackage: { uv: `uv==${UV}.*`, poetry: `poetry==${POETRY}.*`, pip: '' }[installer],
        inWorkspace,
        lockFiles: `${lockFiles(view, found)} ${inWorkspace ? folder : '.'}/`,
        memberFiles: members.map((member) => `${member}/pyproject.toml ${member}/`),
        lockFolder: posix.join('/app', folder),
        package: packageName(view),
        sourceRoot: view.project.root,
      },
    };
  },
};

const SCRIPTS = ['main.py', 'app.py', 'server.py', 'src/main.py', 'manage.py'];

interface Found {
  readonly installer: 'uv' | 'poetry' | 'pip';
  /** Folder with the lockfile: the project's, or one above it. */
  readonly folder: string;
}

function findInstaller(view: ProjectView): Found | null {
  const hasProject = readOwn(view, 'pyproject.toml') !== null;
  const uv = hasProject ? findUp(view, ['uv.lock']) : null;
  if (uv) return { installer: 'uv', folder: uv.folder };
  const { root } = view.project;
  if (readOwn(view, 'poetry.lock') !== null) return { installer: 'poetry', folder: root };
  return readOwn(view, 'requirements.txt') === null ? null : { installer: 'pip', folder: root };
}

function lockFiles(view: ProjectView, { installer, folder }: Found): string {
  const names = {
    uv: ['pyproject.toml', 'uv.lock'],
    poetry: ['pyproject.toml', 'poetry.lock'],
    pip: ['requirements.txt', 'constraints.txt'],
  }[installer];
  return names
    .map((name) => posix.join(folder, name))
    .filter((path) => view.files.read(path) !== null)
    .join(' ');
}

/** Folders of members of a uv workspace, whose pyproject.toml uv reads: those that its manifest names, and projects below it without a lockfile. */
function listMembers({ projects, files }: ProjectView, folder: string): string[] {
  const has = (root: string, name: string): boolean => files.read(posix.join(root, name)) !== null;
  const manifest = files.read(posix.join(folder, 'pyproject.toml')) ?? '';
  const list =
    /^\[tool\.uv\.workspace\][^[]*?^members\s*=\s*\[([^\]]*)\]/ms.exec(manifest)?.[1] ?? '';
  const named = [...list.matchAll(/["']([^"']*)["']/g)].flatMap(([, pattern = '']) =>
    expandFolders(posix.join(folder, pattern), files),
  );
  const below = projects
    .map(({ root }) => root)
    .filter((root) => root !== folder && isWithin(root, folder))
    .filter((root) => !has(root, 'uv.lock') && !has(root, 'poetry.lock'));
  return [...new Set([...named, ...below])].filter((root) => has(root, 'pyproject.toml')).sort();
}

function readDependencies(view: ProjectView): string {
  return ['pyproject.toml', 'requirements.txt']
    .map((name) => readOwn(view, name) ?? '')
    .join('\n')
    .toLowerCase();
}

/** `.python-version`, else the least that pyproject.toml asks for. */
function pythonVersion(view: ProjectView): string {
  const said = [
    readOwn(view, '.python-version') ?? view.files.read('.python-version'),
    /^(?:requires-python|python)\s*=\s*["']([^"']*)["']/m.exec(
      readOwn(view, 'pyproject.toml') ?? '',
    )?.[1],
  ];
  const versions = said.map((text) => /(\d+\.\d+)/.exec(text ?? '')?.[1]);
  return versions.find(Boolean) ?? NEWEST;
}

function packageName(view: ProjectView): string {
  return (
    /^name\s*=\s*["']([^"']*)["']/m.exec(readOwn(view, 'pyproject.toml') ?? '')?.[1] ??
    view.project.name
  );
}

function mainText(view: ProjectView): string {
  const name = findOwn(view, SCRIPTS);
  return name === null ? '' : (readOwn(view, name) ?? '');
}

/** The server that the app asks for, with the module that has its `app`. */
function findServer(
  view: ProjectView,
  { dependencies, port }: { readonly dependencies: string; readonly port: number },
): string[] | null {
  const module = (
    findOwn(view, ['main.py', 'app.py', 'server.py', 'src/main.py', 'app/main.py']) ?? 'main.py'
  )
    .replace(/\.py$/, '')
    .replaceAll('/', '.');
  if (/\b(uvicorn|fastapi)\b/.test(dependencies)) {
    return ['uvicorn', `${module}:app`, '--host', '0.0.0.0', '--port', String(port)];
  }
  if (/\bgunicorn\b/.test(dependencies)) {
    // Workers of gunicorn tell each other that they live through a file, which belongs in memory.
    return [
      'gunicorn',
      '--bind',
      `0.0.0.0:${port}`,
      '--worker-tmp-dir',
      '/dev/shm',
      `${module}:app`,
    ];
  }
  return null;
}
