import { posix } from 'node:path';
import type { ProjectView } from '../view/model';
import { findUp, ownPath, readOwn } from '../view/read-own';
import type { Preset } from './model';

const NEWEST = '1.25';
const PORT = 8080;

/** A Go program, linked statically. */
export const go: Preset = {
  name: 'go',
  title: 'Go, with a go.mod of its own or of the workspace, and with go.work',
  template: 'go',
  needs:
    'a go.mod in the project or above it, and a package `main` in the project or in `cmd/NAME`',
  detect: (view, choices) => {
    const module = findUp(view, ['go.mod']);
    const main = module && findMain(view);
    if (!module || main === null) return null;
    const { files, projects } = view;
    const work = files.read('go.work') === null ? null : 'go.work';
    const text = files.read(work ?? posix.join(module.folder, 'go.mod')) ?? '';
    const sums = [work, 'go.work.sum'].filter((name) => name !== null && files.read(name) !== null);
    const modules =
      work === null
        ? [module.folder]
        : listModules(
            projects.map(({ root }) => root),
            files.read,
          );
    return {
      images: { go: `golang:${/^go (\d+\.\d+)/m.exec(text)?.[1] ?? NEWEST}` },
      port:
        choices.port ?? (/\bnet\/http\b|\bnet\.Listen\b/.test(mainText(view, main)) ? PORT : null),
      command: ['/app'],
      values: {
        moduleFiles: [
          ...(sums.length > 0 ? [`${sums.join(' ')} ./`] : []),
          ...modules.map((folder) => copyModule(folder, files.read)),
        ],
        moduleFolder: posix.join('/src', module.folder),
        package: `./${posix.relative(module.folder, posix.join(view.project.root, main))}`,
      },
    };
  },
};

/** Folder of the package `main`, from the project's. */
function findMain(view: ProjectView): string | null {
  const { files, project } = view;
  const isMain = (folder: string): boolean =>
    files
      .list(ownPath(view, folder))
      .some(
        (name) =>
          /(?<!_test)\.go$/.test(name) &&
          /^package main\b/m.test(readOwn(view, posix.join(folder, name)) ?? ''),
      );
  const commands = files.list(ownPath(view, 'cmd'));
  const own = posix.basename(project.root);
  const folders = ['.', `cmd/${own}`, ...[...commands].sort().map((name) => `cmd/${name}`)];
  return folders.find(isMain) ?? null;
}

function mainText(view: ProjectView, folder: string): string {
  return view.files
    .list(ownPath(view, folder))
    .filter((name) => name.endsWith('.go'))
    .map((name) => readOwn(view, posix.join(folder, name)) ?? '')
    .join('\n');
}

type Read = ProjectView['files']['read'];

function listModules(folders: readonly string[], read: Read): string[] {
  return folders.filter((folder) => read(posix.join(folder, 'go.mod')) !== null).sort();
}

function copyModule(folder: string, read: Read): string {
  const files = ['go.mod', 'go.sum'].map((name) => posix.join(folder, name));
  return `${files.filter((path) => read(path) !== null).join(' ')} ${folder === '.' ? './' : `${folder}/`}`;
}
