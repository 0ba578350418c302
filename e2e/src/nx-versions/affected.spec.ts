import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWorkspace, type Workspace } from '../harness';
import { CHANGES, writeImages, type Change } from './affected-changes';
import { NX_VERSIONS, selectsTasks } from './versions';

describe.each(NX_VERSIONS)('nx affected -t image on Nx %s', (version) => {
  let workspace: Workspace;
  /** What was selected for each change. */
  let selected: string[][];

  beforeAll(async () => {
    workspace = await makeWorkspace({ example: 'shop', nx: version });
    await writeImages(workspace);
    const commits = [await workspace.git(['rev-parse', 'HEAD'])];
    for (const change of CHANGES) commits.push(await commit(change));
    selected = await Promise.all(
      CHANGES.map((_, index) => select(commits[index] as string, commits[index + 1] as string)),
    );
  });
  afterAll(() => workspace?.remove());

  async function commit({ what, writes }: Change): Promise<string> {
    for (const [path, text] of Object.entries(writes)) {
      const before = () => readFileSync(join(workspace.root, path), 'utf8');
      workspace.write(path, typeof text === 'string' ? text : text(before()));
    }
    return workspace.commit(`chore: change ${what}`);
  }

  async function select(base: string, head: string): Promise<string[]> {
    const { stdout, stderr } = await workspace.nx(
      ['show', 'projects', '--affected', '--with-target=image', '--json'],
      { env: { NX_BASE: base.trim(), NX_HEAD: head.trim() } },
    );
    if (!stdout.startsWith('[')) throw new Error(stdout + stderr);
    return (JSON.parse(stdout) as string[]).sort();
  }

  it.each(CHANGES.map((change, index) => [change.what, index, change] as const))(
    'selects what is made from %s',
    (_, index, { images, projects = images }) => {
      expect(selected[index]).toEqual(selectsTasks(version) ? images : projects);
    },
  );
});
