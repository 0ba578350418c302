import { indexContext } from '../context/context-index';
import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import { buildStageGraph } from '../dockerfile/stage-graph';
import type { Tree, TreeEntry } from '../tree/tree';
import { fingerprintStages } from './fingerprint-stages';

const FILES: Record<string, string> = {
  'package.json': '1',
  'src/main.ts': '1',
  'src/other.ts': '1',
  'docs/readme.md': '1',
};

interface Setting {
  files?: Record<string, string>;
  buildArgs?: Record<string, string>;
  platform?: string;
}

function fingerprint(
  text: string,
  { files = FILES, buildArgs = {}, platform = 'linux/amd64' }: Setting = {},
): string {
  const entries = Object.entries(files).map(([path, hash]): [string, TreeEntry] => [
    path,
    { hash, type: 'file' },
  ]);
  const tree: Tree = new Map(entries);
  const graph = buildStageGraph(parseDockerfile(text), { platform, buildArgs });
  const index = indexContext(tree, { folder: '' });
  const inputs = fingerprintStages(graph, new Map([['', { kind: 'files', index }]]));
  return inputs.get(graph.target)?.fingerprint as string;
}

const BASE = `FROM node:20 AS deps
ARG MODE=prod
COPY package.json ./
RUN npm ci
FROM deps AS build
COPY src src
RUN npm run build
FROM node:20 AS production
COPY --from=build /app/dist ./
RUN --mount=type=bind,from=deps,source=/x,target=/x true
`;

describe('fingerprintStages', () => {
  it.each<[string, string, Setting?]>([
    ['a comment and blank lines', BASE.replace('COPY src src', '# sources\n\nCOPY src src')],
    ['a continuation', BASE.replace('RUN npm ci', 'RUN \\\n  npm ci')],
    [
      'names of stages',
      BASE.replaceAll('deps', 'dependencies')
        .replace('AS build', 'AS compile')
        .replaceAll('=build ', '=compile '),
    ],
    ['a stage that the target does not need', `FROM alpine AS lint\nRUN lint\n${BASE}`],
    ['lower case', BASE.replaceAll('COPY', 'copy').replaceAll('FROM', 'from')],
    ['an argument nobody declares', BASE, { buildArgs: { OTHER: '1' } }],
    ['a file nobody reads', BASE, { files: { ...FILES, 'docs/readme.md': '2', new: '1' } }],
  ])('does not change with %s', (_, text, options = {}) => {
    expect(fingerprint(text, options)).toBe(fingerprint(BASE));
  });

  it.each<[string, string, Setting?]>([
    ['a command', BASE.replace('npm ci', 'npm install')],
    ['the base', BASE.replace('node:20 AS deps', 'node:22 AS deps')],
    ['a default of an argument', BASE.replace('MODE=prod', 'MODE=dev')],
    ['the value of an argument', BASE, { buildArgs: { MODE: 'dev' } }],
    ['a file of a parent', BASE, { files: { ...FILES, 'package.json': '2' } }],
    ['a new file in a folder that is copied', BASE, { files: { ...FILES, 'src/new.ts': '1' } }],
    [
      'the order of instructions',
      BASE.replace('COPY src src\nRUN npm run build', 'RUN npm run build\nCOPY src src'),
    ],
    ['which stage is copied from', BASE.replace('--from=build', '--from=deps')],
    ['which stage is mounted', BASE.replace('from=deps', 'from=build')],
    ['the platform', BASE, { platform: 'linux/arm64' }],
    ['a flag', BASE.replace('COPY --from=build', 'COPY --chown=1 --from=build')],
    ['the user', `${BASE}USER node\n`],
  ])('changes with %s', (_, text, options = {}) => {
    expect(fingerprint(text, options)).not.toBe(fingerprint(BASE));
  });
});

describe('.git, which no tree has', () => {
  const inputsOf = (line: string) => {
    const graph = buildStageGraph(parseDockerfile(`FROM scratch\n${line}\n`), {
      platform: 'linux/amd64',
    });
    const index = indexContext(new Map(), { folder: '' });
    return fingerprintStages(graph, new Map([['', { kind: 'files', index }]])).get(graph.target);
  };

  it.each(['COPY .git /git', 'COPY ./.git/HEAD /head'])(
    'is not pinned, and not missing: %s',
    (line) => {
      expect(inputsOf(line)).toMatchObject({
        missing: [],
        unpinned: [expect.stringMatching(/^\.git/)],
      });
    },
  );

  it('is not in a context that is made', () => {
    const index = indexContext(new Map(), { folder: '' });
    const graph = buildStageGraph(parseDockerfile('FROM scratch\nCOPY --from=made / ./\n'), {
      platform: 'linux/amd64',
      contexts: ['made'],
    });
    const contexts = new Map([['made', { kind: 'files', index, made: 'made' } as const]]);
    expect(fingerprintStages(graph, contexts).get(graph.target)?.unpinned).toEqual([]);
  });

  it('excuses no other source', () => {
    expect(inputsOf('COPY nope/.git* /')?.missing).toHaveLength(1);
    expect(inputsOf('COPY .github /')).toMatchObject({
      missing: [{ path: '.github' }],
      unpinned: [],
    });
  });
});
