import fc from 'fast-check';
import { indexContext } from '../context/context-index';
import { findFiles } from '../context/find-files';
import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import { formatPlatform, parsePlatform } from '../dockerfile/platform';
import { buildStageGraph } from '../dockerfile/stage-graph';
import { compileIgnoreRules } from '../ignore/ignore-rules';
import { formatImageRef, parseImageRef } from '../names/image-ref';
import { renderTemplate } from '../tags/render-template';
import { checkAnyInput } from './testing/check-any-input';

/** Text that is made of the pieces a syntax knows, with some that it does not. */
function textOf(pieces: readonly string[], maxLength = 12): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
  );
  return fc.array(piece, { maxLength }).map((parts) => parts.join(''));
}

const patterns = textOf([
  ...['a', 'b.ts', '/', '*', '**', '**/', '?', '[a-c]', '[^b]', '[', ']', '-', '\\', '.', '..'],
  ...['(', ')', '{', '}', '+', '^', '$', '|', '~', '&'],
]);
const ignoreFiles = fc
  .array(fc.tuple(fc.constantFrom('', '!', '#', ' ', '! ', '/'), patterns), { maxLength: 8 })
  .map((lines) => lines.map((parts) => parts.join('')).join('\n'));
const paths = textOf(['a', 'b.ts', 'abc', '/', '.', '-', '[', ']', '*', 'ö', ' ']);
const refs = textOf([
  ...['docker.io', 'localhost', '[::1]', ':5000', '/', 'shop', 'api', ':', '1.2', '@', 'sha256:'],
  ...['0'.repeat(64), 'A', '_', '__', '-', '.', '..', ' '],
]);
const templates = textOf([
  ...['{', '}', '{{', '}}', '{sha}', '{branch}', '{tag}', '{{sha}}', '{name}', '{env.A}', 'env.'],
  ...['{constructor}', '{version}', ':', '-', 'v1', '$&'],
]);
const platforms = textOf(
  [
    ...['linux', 'windows', '/', 'amd64', 'arm64', 'arm', 'v7', 'v8', 'x86_64', 'ARM', '-', ' '],
    ...['(10.0)', '.', 'V8', 'constructor', '__proto__'],
  ],
  6,
);
const words = textOf([
  ...['a', '$A', '${A}', '${A:-b}', '${A%.*}', '${A/a/b}', '"', "'", '\\', ' ', '/', '=', ',', '.'],
  ...['--from=a ', '--chown=1:1 ', '--mount=type=bind,from=a ', '<<EOF\nx\nEOF\n', '[', ']', '&&'],
]);
const keywords = fc.constantFrom(
  ...['FROM', 'ARG', 'ENV', 'COPY', 'ADD', 'RUN', 'WORKDIR', 'ONBUILD', 'SHELL', 'LABEL', 'USER'],
  ...['CMD', 'HEALTHCHECK', 'EXPOSE', 'VOLUME', 'STOPSIGNAL', 'from', '# escape='],
);
const dockerfiles = fc
  .array(fc.tuple(keywords, words), { maxLength: 6 })
  .map((lines) => ['FROM scratch AS a', ...lines.map((line) => line.join(' '))].join('\n'));

const INDEX = indexContext(
  new Map(
    ['a', 'b.ts', 'c/b.ts', 'c/d/a', '[x]/a'].map((path) => [path, { type: 'file', hash: '' }]),
  ),
  { folder: '' },
);

const FACTS = {
  project: '@shop/api',
  projectRoot: 'apps/api',
  version: null,
  sha: '0123456789abcdef0123456789abcdef01234567',
  branch: 'feature/größe',
  tag: null,
  date: null,
  runId: null,
  env: { A: '1' },
};

describe('any input gives an answer or a refusal, in time, the same each time', () => {
  it('Dockerfiles', () =>
    checkAnyInput((text) => buildStageGraph(parseDockerfile(text), { platform: 'linux/amd64' }), {
      inputs: dockerfiles,
      runs: 7000,
    }));

  it('ignore files', () =>
    checkAnyInput(
      ([text, path]) => {
        const rules = compileIgnoreRules(text);
        return [rules.ignores(path), rules.prunes(path)];
      },
      { inputs: fc.tuple(ignoreFiles, paths), runs: 12_000 },
    ));

  it('patterns of COPY', () =>
    checkAnyInput(
      ([source, exclude, parents]) => {
        const flags = `--parents=${parents} '--exclude=${exclude.replaceAll("'", '')}'`;
        const text = `FROM scratch\nCOPY ${flags} ${JSON.stringify([source, '/'])}`;
        const { stages } = buildStageGraph(parseDockerfile(text), { platform: 'linux/amd64' });
        const reads = stages.flatMap(({ steps }) => steps.flatMap((step) => step.reads));
        return reads.map((read) => findFiles(INDEX, read));
      },
      { inputs: fc.tuple(patterns, patterns, fc.boolean()), runs: 8000 },
    ));

  it('image references', () =>
    checkAnyInput((text) => formatImageRef(parseImageRef(text)), { inputs: refs, runs: 8000 }));

  it('tag templates', () =>
    checkAnyInput((text) => renderTemplate(text, FACTS), { inputs: templates, runs: 7000 }));

  it('platforms', () =>
    checkAnyInput((text) => formatPlatform(parsePlatform(text)), {
      inputs: platforms,
      runs: 8000,
    }));
});
