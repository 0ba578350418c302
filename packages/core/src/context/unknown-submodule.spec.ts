import { analyzeImage } from '../image/analyze-image';
import type { Tree } from '../tree/tree';

const TREE: Tree = new Map([
  ['package.json', { type: 'file', hash: '1' }],
  ['libs/http/package.json', { type: 'file', hash: '1' }],
  ['libs/theme', { type: 'submodule', hash: 'commit', untracked: true }],
]);

function read(line: string, { ignore = '', context = '' } = {}) {
  const texts = new Map([
    ['Dockerfile', `FROM scratch\n${line}\n`],
    ['.dockerignore', ignore],
  ]);
  const request = {
    project: 'api',
    dockerfile: 'Dockerfile',
    context,
    target: null,
    platforms: ['linux/amd64'],
    buildPlatform: 'linux/amd64',
    buildArgs: {},
    contexts: {},
    tags: [],
  };
  const textOf = (path: string) => texts.get(path) ?? null;
  const [platform] = analyzeImage(request, { tree: TREE, textOf });
  const inputs = platform?.stages.get('0');
  return { unknown: inputs?.untracked, missing: inputs?.missing.map(({ why }) => why) };
}

/** A stage whose files are not known has no name; a source that has to be there is an error in the working tree. */
describe('a submodule whose files are not known', () => {
  it.each([
    [1, 'COPY package.json .', {}, { unknown: false, missing: [] }],
    [2, 'COPY libs/http .', {}, { unknown: false, missing: [] }],
    [3, 'COPY . .', {}, { unknown: true, missing: [] }],
    [4, 'COPY libs .', {}, { unknown: true, missing: [] }],
    [5, 'COPY libs/theme .', {}, { unknown: true, missing: ['submodule'] }],
    [6, 'COPY libs/theme/src/index.css .', {}, { unknown: true, missing: ['submodule'] }],
    [7, 'COPY libs/*/package.json .', {}, { unknown: true, missing: [] }],
    [8, 'COPY --parents **/package.json .', {}, { unknown: true, missing: [] }],
    [9, 'COPY --exclude=theme libs .', {}, { unknown: false, missing: [] }],
    [10, 'COPY --exclude=theme --exclude=!theme/a libs .', {}, { unknown: true, missing: [] }],
    [11, 'COPY . .', { ignore: 'libs/theme' }, { unknown: false, missing: [] }],
    [12, 'COPY . .', { ignore: '*' }, { unknown: false, missing: [] }],
    [13, 'COPY . .', { ignore: '*\n!**/*.css' }, { unknown: true, missing: [] }],
    [14, 'COPY . .', { context: 'libs/theme' }, { unknown: true, missing: ['submodule'] }],
    [15, 'COPY a.css .', { context: 'libs/theme/src' }, { unknown: true, missing: ['submodule'] }],
    [16, 'RUN --mount=source=libs/theme,target=/t true', {}, { unknown: true, missing: [] }],
  ])('%d: %s', (_, line, options, expected) => {
    expect(read(line, options)).toEqual(expected);
  });
});
