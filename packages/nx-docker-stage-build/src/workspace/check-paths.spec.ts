import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPaths } from './check-paths';

describe('checkPaths', () => {
  const outer = mkdtempSync(join(tmpdir(), 'check-paths-'));
  const root = join(outer, 'workspace');
  beforeAll(() => {
    mkdirSync(join(root, 'apps/api'), { recursive: true });
    mkdirSync(join(root, 'linked'));
    mkdirSync(join(outer, 'elsewhere'));
    writeFileSync(join(root, 'apps/api/Dockerfile'), '');
    writeFileSync(join(root, 'apps/api/rules'), '');
    writeFileSync(join(outer, 'elsewhere/rules'), '');
    symlinkSync('rules', join(root, 'apps/api/.dockerignore'));
    symlinkSync('../../elsewhere/rules', join(root, 'linked/.dockerignore'));
    symlinkSync('../../elsewhere/rules', join(root, 'linked/Dockerfile'));
    symlinkSync('../elsewhere', join(root, 'out'));
    symlinkSync('apps', join(root, 'inside'));
  });
  afterAll(() => rmSync(outer, { recursive: true }));

  it.each([
    ['', 'apps/api/Dockerfile'],
    ['apps/api', 'apps/api/Dockerfile'],
    ['apps', 'apps/api/Nope'],
  ])('takes the context %j of %s', (context, dockerfile) => {
    expect(() => checkPaths(root, { project: 'api', context, dockerfile })).not.toThrow();
  });

  it.each([
    ['CONTEXT_NOT_FOUND', 'nope', 'apps/api/Dockerfile', 'no folder nope'],
    ['CONTEXT_OUTSIDE_WORKSPACE', 'out', 'apps/api/Dockerfile', 'outside of the workspace'],
    ['CONTEXT_OUTSIDE_WORKSPACE', 'inside/api', 'apps/api/Dockerfile', 'it lies at apps/api'],
    ['CONTEXT_OUTSIDE_WORKSPACE', 'linked', 'apps/api/Dockerfile', 'linked/.dockerignore'],
    ['CONTEXT_OUTSIDE_WORKSPACE', '', 'linked/Dockerfile', 'Dockerfile linked/Dockerfile'],
  ])('refuses with %s the context %s of %s', (code, context, dockerfile, message) => {
    expect(() => checkPaths(root, { project: 'api', context, dockerfile })).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringContaining(message),
        hint: expect.stringMatching(/\S/),
      }),
    );
  });
});
