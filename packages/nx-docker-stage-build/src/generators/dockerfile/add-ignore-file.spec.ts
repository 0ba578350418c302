import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { logger } from '../../report/logger';
import initGenerator from '../init/generator';
import { addIgnoreFile } from './add-ignore-file';
import type { Draft } from './make-dockerfile';
import { viewOf } from './testing/view-of';
import { filesOf } from './view/view-project';

const draft = { preset: { name: 'node' } } as Draft;

function addTo(tree: ReturnType<typeof createTreeWithEmptyWorkspace>): string {
  tree.write('api/package.json', '{}');
  const view = {
    ...viewOf({ files: {}, projects: { api: { root: 'api' } } }),
    files: filesOf(tree),
  };
  addIgnoreFile(tree, { view, draft });
  return tree.read('.dockerignore', 'utf8') ?? '';
}

describe('the .dockerignore of a workspace', () => {
  beforeEach(() => {
    jest.spyOn(logger, 'warn').mockImplementation(() => undefined);
  });
  afterEach(() => jest.restoreAllMocks());

  it('is the same, whether `init` ran before or after', async () => {
    const before = createTreeWithEmptyWorkspace();
    await initGenerator(before, {});
    const after = createTreeWithEmptyWorkspace();
    const text = addTo(after);
    await initGenerator(after, {});
    expect(addTo(before)).toBe(text);
    expect(after.read('.dockerignore', 'utf8')).toBe(text);
    expect(text).toContain('**/dist');
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('stays as somebody wrote it, who is told what it lacks', () => {
    const tree = createTreeWithEmptyWorkspace();
    tree.write('.dockerignore', '.git\n');
    expect(addTo(tree)).toBe('.git\n');
    expect(logger.warn).toHaveBeenCalledWith(expect.stringContaining('**/node_modules'));
  });
});
