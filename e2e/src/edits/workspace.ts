import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EDITS, type Edit } from './edits';

/** The context of all cases: each has a folder of its own. */
export interface EditWorkspace {
  readonly root: string;
  /** Differs from workspace to workspace, so that no engine has a step in its cache. */
  readonly nonce: string;
}

export const IGNORED = '**/*.log\n';

export function makeWorkspace(): EditWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'edits-'));
  EDITS.forEach((_, at) => {
    const folder = folderOf(root, at);
    mkdirSync(join(folder, 'deep'), { recursive: true });
    for (const path of ['a.txt', 'b.txt', 'deep/c.txt', 'ignored.log'])
      // No two cases are equal, so that none is found by another's steps.
      writeFileSync(join(folder, path), `${path} of ${at}\n`, { mode: 0o644 });
    symlinkSync('a.txt', join(folder, 'link'));
    symlinkSync('deep', join(folder, 'folder'));
  });
  return { root, nonce: randomUUID() };
}

export function changeAll({ root }: EditWorkspace): void {
  EDITS.forEach(({ change }, at) => change?.(folderOf(root, at)));
}

function folderOf(root: string, at: number): string {
  return join(root, `case-${at}`);
}

export type Side = 'before' | 'after';

/** A Dockerfile in which the last stage of case N is `case-N` and ends with a RUN of its own. */
export function makeDockerfile({ nonce }: EditWorkspace, side: Side): string {
  const stages = EDITS.map((edit, at) => {
    const text = side === 'after' ? (edit.after ?? edit.text) : edit.text;
    const own = fillIn(text, at)
      .replace(/^(FROM \S+)$(?![\s\S]*^FROM)/m, `$1 AS case-${at}`)
      .replace(/\b(AS |FROM |from=)(one|other|unused|triggers|declares|below)\b/gi, `$1$2-${at}`);
    return `${own}\nRUN echo ${nonce} ${at}\n`;
  });
  const last = EDITS.map((_, at) => `COPY --from=case-${at} /bin/sh /${at}\n`);
  return [...stages, 'FROM scratch\n', ...last].join('');
}

/** Build arguments of all cases. */
export function argsOf(side: Side): Record<string, string> {
  const all = EDITS.map(({ args = [{}, {}] }: Edit) => (side === 'before' ? args[0] : args[1]));
  return Object.assign({}, ...all) as Record<string, string>;
}

function fillIn(text: string, at: number): string {
  return text.replaceAll('{dir}', `case-${at}`);
}
