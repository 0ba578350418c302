import { compileIgnoreRules } from '../ignore/ignore-rules';
import type { ContextScope } from './context-scope';
import { escapePath } from './escape-path';

/** What a folder holds. A symbolic link is no folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

export interface RenderOptions {
  /** Folder of the context; `''` is the workspace root. */
  readonly context: string;
  /** Text of the ignore file that the engine would take. */
  readonly ignoreText: string;
  /** Reads a folder, from the workspace root. Folders that are wholly in or out are not read. */
  readonly entriesOf: (folder: string) => readonly FolderEntry[];
}

/**
 * Writes the ignore file that admits what the given one and the scope both admit; `null` when the scope leaves nothing
 * out. The last matching line decides, so the given lines come first, and after them what is out of scope is named, sorted: a `!` of
 * theirs cannot bring it back.
 */
export function renderIgnoreFile(scope: ContextScope, options: RenderOptions): string | null {
  const lines = listOutside(scope, options).sort();
  if (lines.length === 0) return null;
  const given = options.ignoreText.replace(/^\uFEFF/, '');
  const end = given === '' || given.endsWith('\n') ? '' : '\n';
  return `${given}${end}# Out of scope (contextScope):\n${lines.join('\n')}\n`;
}

/** Patterns of the files and folders that only the scope leaves out, from the context: the topmost of each. */
function listOutside(scope: ContextScope, { context, ignoreText, entriesOf }: RenderOptions) {
  const rules = compileIgnoreRules(ignoreText);
  const outside: string[] = [];
  const walk = (folder: string): void => {
    for (const { name, isFolder } of entriesOf(join(context, folder))) {
      const path = join(folder, name);
      const inWorkspace = join(context, path);
      if (!isFolder) {
        if (scope.reasonOf(inWorkspace) === null && !rules.ignores(path))
          outside.push(escapePath(path));
        continue;
      }
      const reach = scope.reach(inWorkspace);
      if (reach === 'all' || rules.prunes(path)) continue;
      if (reach === 'some') walk(path);
      // A pattern that cannot change the verdict on a folder is not asked, and then not known to match what is in it.
      else outside.push(escapePath(path) + (rules.ignores(path) ? '/**' : ''));
    }
  };
  if (scope.reach(context) !== 'all') walk('');
  return outside;
}

function join(folder: string, name: string): string {
  return folder === '' || name === '' ? folder + name : `${folder}/${name}`;
}
