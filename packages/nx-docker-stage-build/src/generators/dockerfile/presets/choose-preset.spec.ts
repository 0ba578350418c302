import { StageBuildError } from '@docker-stage-build/core';
import { parseDockerfileOptions } from '../../../options';
import { checkIsApp } from '../check-project';
import { checkRegions } from '../check-regions';
import { listMissingPatterns, writeIgnoreFile } from '../ignore-file';
import { draftDockerfile, renderDockerfile } from '../make-dockerfile';
import { pinImages } from '../pin-images';
import { SAMPLES } from '../testing/samples';
import { viewOf, type Sample } from '../testing/view-of';
import type { ProjectFacts } from '../view/model';

const bundled = SAMPLES['node, bundled'] as Sample;

/** A Rust package with two programs, neither of them its main one. */
const twoPrograms: Sample = {
  files: {
    'a/Cargo.toml': '[package]\nname = "a"\n',
    'a/Cargo.lock': '',
    'a/src/bin/load.rs': '',
    'a/src/bin/pack/main.rs': '',
  },
  projects: { a: { root: 'a' } },
};

function draft(sample: Sample, raw: object = {}) {
  const view = viewOf(sample);
  return draftDockerfile(view, parseDockerfileOptions({ project: view.project.name, ...raw }));
}

describe('what cannot be done', () => {
  it.each<[number, Sample, object, string, string]>([
    [1, bundled, { preset: 'nod' }, 'PRESET_UNKNOWN', 'Did you mean "node"?'],
    [2, bundled, { preset: 'something-else' }, 'PRESET_UNKNOWN', 'There are dotnet, '],
    [3, bundled, { preset: 'go' }, 'PRESET_UNFIT', 'Choose another one'],
    [
      4,
      { files: {}, projects: { a: { root: 'a' } } },
      {},
      'PRESET_UNFIT',
      'Choose one with --preset',
    ],
    [
      5,
      { files: { 'package.json': {} }, projects: { a: { root: 'a' } } },
      {},
      'LOCKFILE_MISSING',
      'Install once',
    ],
    [6, twoPrograms, {}, 'PRESET_UNFIT', '`default-run = "load"` below [package] in a/Cargo.toml'],
  ])('%i: says so', (_, sample, raw, code, hint) => {
    expect(() => draft(sample, raw)).toThrow(
      expect.objectContaining({ code, hint: expect.stringContaining(hint) as unknown }) as Error,
    );
  });

  it.each<[number, ProjectFacts['type'], string[], string[], object, boolean]>([
    [1, 'library', [], ['build', 'test'], {}, true],
    [2, 'library', [], ['build', 'serve'], {}, false],
    [3, 'library', [], ['build'], { preset: 'node' }, false],
    [4, 'application', ['e2e'], [], {}, false],
    [5, null, [], [], {}, false],
    [6, null, ['api'], [], {}, true],
    [7, null, ['e2e'], ['start'], {}, false],
  ])('%i: a library is refused', (_, type, dependents, targets, options, refused) => {
    const facts = { executor: '', options: {}, outputs: [], dependsOn: [] };
    const project = {
      name: 'a',
      root: 'a',
      type,
      targets: Object.fromEntries(targets.map((name) => [name, facts])),
    };
    const check = () => checkIsApp({ project, dependents }, options);
    if (refused)
      expect(check).toThrow(expect.objectContaining({ code: 'PROJECT_IS_LIBRARY' }) as Error);
    else expect(check).not.toThrow();
  });
});

describe('the program of a Rust package', () => {
  it.each<[number, Sample['files'], object, string]>([
    [1, {}, { command: '/usr/local/bin/pack --all' }, 'pack'],
    [2, { 'a/src/main.rs': '' }, {}, 'a'],
    [3, { 'a/Cargo.toml': '[package]\nname = "a"\ndefault-run = "pack"' }, {}, 'pack'],
    [
      4,
      { 'a/Cargo.toml': '[package]\nname = "a"\nautobins = false\n[[bin]]\nname = "load"' },
      {},
      'load',
    ],
  ])('%i: %j %j', (_, files, raw, expected) => {
    const sample = { ...twoPrograms, files: { ...twoPrograms.files, ...files } };
    expect(draft(sample, raw).detected.values).toMatchObject({ program: expected });
  });

  it('needs what Nx knows no dependency on', () => {
    const files = {
      ...twoPrograms.files,
      'a/src/main.rs': '',
      'a/Cargo.toml': '[package]\nname = "a"\n[dependencies]\nb = { path = "../b" }',
      'b/Cargo.toml': '[package]\nname = "b"',
    };
    const { notes } = draft({
      ...twoPrograms,
      files: { ...files, 'Cargo.lock': '', 'a/Cargo.lock': '' },
    }).detected;
    expect(notes).toEqual([expect.stringMatching(/^b is compiled into a/)]);
  });
});

describe('a preset of the team', () => {
  const files = {
    ...bundled.files,
    'tools/docker-presets/house.Dockerfile':
      'FROM {{image.node}} AS production\n#include parts/labels\nCMD {{command}}',
    'tools/docker-presets/parts/labels.Dockerfile': 'LABEL team="shop"',
  };

  it('goes by a name of its own, with what is known of the project', () => {
    const view = viewOf({ ...bundled, files });
    const options = parseDockerfileOptions({ project: 'api', preset: 'house' });
    const text = renderDockerfile(draftDockerfile(view, options), { view, options });
    expect(text).toContain('{"preset":"house"}');
    expect(text).toContain(
      'FROM node:22.11.0-slim AS production\nLABEL team="shop"\nCMD ["node", ',
    );
  });

  it('goes before that of the plugin, in part or as a whole', () => {
    const view = viewOf({ ...bundled, files });
    const options = parseDockerfileOptions({ project: 'api' });
    const text = renderDockerfile(draftDockerfile(view, options), { view, options });
    expect(text).toContain('LABEL team="shop"');
    expect(text).not.toContain('org.opencontainers.image');
  });
});

describe('--check', () => {
  const view = viewOf(SAMPLES['node, tsc, with libraries'] as Sample);
  const options = parseDockerfileOptions({ project: '@shop/api', dependencies: 'workspace' });
  const fresh = renderDockerfile(draftDockerfile(view, options), { view, options });
  const file = { project: '@shop/api', path: 'apps/team/api/Dockerfile', fresh };

  it('has nothing to say of a fresh one', () => {
    expect(() => checkRegions({ ...file, text: fresh })).not.toThrow();
  });

  it('shows what is missing since a library came', () => {
    const { '@shop/log': _, ...projects } = (SAMPLES['node, tsc, with libraries'] as Sample)
      .projects;
    const earlier = viewOf({ ...(SAMPLES['node, tsc, with libraries'] as Sample), projects });
    const text = renderDockerfile(draftDockerfile(earlier, options), { view: earlier, options });
    expect(() => checkRegions({ ...file, text })).toThrow(
      expect.objectContaining({
        code: 'DOCKERFILE_OUTDATED',
        message: expect.stringContaining('+ COPY libs/log/package.json libs/log/') as unknown,
        hint: 'Bring them up to date: nx sync',
      }) as Error,
    );
  });
});

describe('what surrounds a Dockerfile', () => {
  it('leaves installed and built files out', () => {
    const view = viewOf(bundled);
    expect(listMissingPatterns(view, writeIgnoreFile({ keepsOutputs: false }))).toEqual([]);
    expect(listMissingPatterns(view, '.git\n')).toEqual(['**/node_modules']);
  });

  it('pins base images once', async () => {
    const client = { resolve: () => Promise.resolve('sha256:abc') };
    const digest = `sha256:${'0'.repeat(64)}`;
    expect(await pinImages({ node: 'node:20-slim', go: `golang@${digest}` }, client)).toEqual({
      node: 'node:20-slim@sha256:abc',
      go: `golang@${digest}`,
    });
    await expect(
      pinImages({ node: 'nope' }, { resolve: () => Promise.resolve(null) }),
    ).rejects.toMatchObject({
      code: 'BASE_NOT_FOUND',
    });
  });

  it('says what to do where no registry answers', async () => {
    const resolve = () =>
      Promise.reject(
        new StageBuildError('REGISTRY_UNREACHABLE', 'It cannot be reached.', {
          hint: 'Try again.',
        }),
      );
    await expect(pinImages({ node: 'node:20-slim' }, { resolve })).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: 'node:20-slim cannot be pinned. It cannot be reached.',
      hint: expect.stringContaining('"mirrors": { "docker.io": "mirror.example.com" }') as unknown,
    });
  });
});
