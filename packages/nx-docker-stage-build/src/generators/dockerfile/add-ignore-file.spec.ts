import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { logger } from '../../report/logger';
import initGenerator from '../init/generator';
import { addIgnoreFile } from './add-ignore-file';
import type { Draft } from './make-dockerfile';
import { viewOf } from './testing/view-of';
import { filesOf } from './view/view-project';

function addTo(tree: ReturnType<typeof createTreeWithEmptyWorkspace>, preset = 'node'): string {
  tree.write('api/package.json', '{}');
  const build = { outputs: ['{projectRoot}/dist'] };
  const view = {
    ...viewOf({ files: {}, projects: { api: { root: 'api', targets: { build } } } }),
    files: filesOf(tree),
  };
  addIgnoreFile(tree, { view, draft: { preset: { name: preset } } as Draft });
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

  it('lets in what the preset `generic` copies of it, once', () => {
    const tree = createTreeWithEmptyWorkspace();
    const text = addTo(tree);
    expect(addTo(tree, 'generic')).toBe(`${text}!api/dist\n`);
    expect(addTo(tree, 'generic')).toBe(`${text}!api/dist\n`);
    expect(addTo(tree)).toBe(`${text}!api/dist\n`);
  });

  it('stays as somebody wrote it, who is told what it lacks', () => {
    const tree = createTreeWithEmptyWorkspace();
    tree.write('.dockerignore', '.git\n');
    expect(addTo(tree)).toBe('.git\n');
    expect(logger.warn).toHaveBeenCalledWith(expect.stringContaining('**/node_modules'));
  });
});
