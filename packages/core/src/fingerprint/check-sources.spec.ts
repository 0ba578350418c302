import { analyzeImage } from '../image/analyze-image';
import type { TreeEntry } from '../tree/tree';
import { checkSources } from './check-sources';

const TREE = new Map<string, TreeEntry>(
  ['apps/api/src/main.ts', 'apps/api/package.json', 'docs/guide.md'].map((path) => [
    path,
    { type: 'file', hash: path },
  ]),
);

function check(line: string, texts: Readonly<Record<string, string>> = {}): void {
  const all: Readonly<Record<string, string>> = {
    'apps/api/Dockerfile': `FROM node:20 AS deps\n${line}\n`,
    ...texts,
  };
  const request = {
    project: 'api',
    dockerfile: 'apps/api/Dockerfile',
    context: '',
    target: null,
    platforms: ['linux/amd64'],
    buildPlatform: 'linux/amd64',
    buildArgs: {},
    contexts: {},
    tags: [],
  };
  const tree = new Map(TREE).set('loop', { type: 'symlink', hash: '', link: 'loop' });
  const [platform] = analyzeImage(request, { tree, textOf: (path) => all[path] ?? null });
  checkSources(platform?.stages.values() ?? [], request);
}

describe('checkSources', () => {
  it.each([
    ['COPY src ./', 'src is not in the build context', 'Did you mean `apps/api/src`?'],
    ['COPY apps/api/pckage.json ./', 'pckage.json is not in', '`apps/api/package.json`?'],
    ['COPY nothing/near/this ./', 'is not in the build context', 'which is the workspace root'],
    ['COPY --parents apps/./app ./', 'apps/./app is not in', 'Paths count from the context'],
    ['ADD loop ./', 'is a symbolic link that leads back to itself', 'Let the link point at'],
  ])('names place and way out of %s', (line, message, hint) => {
    expect(() => check(line)).toThrow(
      expect.objectContaining({
        code: 'COPY_SOURCE_MISSING',
        stage: 'deps',
        message: expect.stringMatching(/^apps\/api\/Dockerfile:2: (COPY|ADD) in stage deps: /),
        hint: expect.stringContaining(hint),
      }),
    );
    expect(() => check(line)).toThrow(message);
  });

  it('names the line of the ignore file that leaves a source out', () => {
    const ignore = { 'apps/api/Dockerfile.dockerignore': '# docs\n**/*.md\n' };
    expect(() => check('COPY docs/guide.md ./', ignore)).toThrow(
      'left out of the build context by `**/*.md` in apps/api/Dockerfile.dockerignore:2.',
    );
  });

  it.each([
    'COPY apps/[ ./',
    'COPY ["a\\\\\\\\", "./"]',
    'COPY --exclude=[ . ./',
    'COPY --parents !x/./[a-] ./',
  ])('refuses the pattern of %s where it stands', (line) => {
    expect(() => check(line)).toThrow(
      expect.objectContaining({
        code: 'PATTERN_INVALID',
        message: expect.stringMatching(/^apps\/api\/Dockerfile:2: the pattern `.*` is malformed/),
      }),
    );
  });

  it('refuses a malformed ignore file by name', () => {
    expect(() => check('COPY . .', { '.dockerignore': 'docs\na[.-]b\n' })).toThrow(
      '.dockerignore:2: the pattern `a[.-]b` is malformed',
    );
  });
});
