import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import ciGenerator from '../../../packages/nx-docker-stage-build/src/generators/ci/generator';
import { SYSTEMS } from '../../../packages/nx-docker-stage-build/src/options';
import { describeWith } from '../harness';
import { makeLinters, type Linter } from './ci/linters';

const ECR = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop';
const ROLE = 'arn:aws:iam::123456789012:role/ci';

/** What makes the files differ: the registry, the kind of machines, the package manager. */
const VARIANTS: readonly (readonly [string, object, string])[] = [
  ['a registry with a password', { registry: 'registry.example.com/shop' }, 'package-lock.json'],
  [
    'machines that keep their disk',
    { registry: 'ghcr.io/shop', runner: 'private' },
    'pnpm-lock.yaml',
  ],
  ['ECR by a key', { registry: ECR, runner: 'private' }, 'bun.lock'],
  ['ECR by a role', { registry: ECR, awsRole: ROLE }, 'yarn.lock'],
  ['the registry of GitLab', { registry: 'registry.gitlab.com/shop' }, 'package-lock.json'],
  ['the registry of Google', { registry: 'europe-docker.pkg.dev/shop/x' }, 'package-lock.json'],
];

/** No linter can be had: one needs a server, of the others no schema is published where it could be reached. */
const WITHOUT_LINTER: readonly string[] = ['jenkins', 'codebuild', 'alibaba'];
/** Jobs of Cloud Build have no token for AWS. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = { cloudbuild: ['ECR by a role'] };

/** A mistake for every linter, which shows that it reads the file. */
const MISTAKES: Readonly<Record<string, readonly [right: string, wrong: string]>> = {
  github: ['runs-on: ubuntu', 'runs_on: ubuntu'],
  gitlab: ['when: always', 'when: whenever'],
  azure: ["fetchDepth: '0'", "fetchDept: '0'"],
  circleci: ['version: 2.1', 'version: [2]'],
  buildkite: ['timeout_in_minutes: 60', 'timeout_in_minutes: long'],
  bitbucket: ['size: 2x', 'size: 3x'],
  cloudbuild: ['timeout: 3600s', 'timeout: [1]'],
  argo: ['entrypoint: images', 'entrypoint: [images]'],
  kubernetes: ['backoffLimit: 0', 'backofLimit: 0'],
};

// Linters are made with Go and Python, as BuildKit and the stand-in for ECR are.
describeWith(['buildkit', 'ecr'], 'the syntax of pipelines', () => {
  let linters: Readonly<Record<string, Linter>>;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pipelines-'));
    linters = await makeLinters();
  });

  afterAll(() => {
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** Writes the file of a system and returns its path. */
  async function generate(system: string, options: object, lockfile: string): Promise<string> {
    const tree = createTreeWithEmptyWorkspace();
    tree.write(lockfile, '{}');
    await ciGenerator(tree, { system, ...options });
    const [made] = tree
      .listChanges()
      .filter(
        ({ path, content }) => content?.includes('affected -t image') && path !== 'package.json',
      );
    if (!made) throw new Error(`${system} has no file`);
    const path = join(folder, made.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, made.content ?? '');
    return path;
  }

  const cases = SYSTEMS.filter((system) => !WITHOUT_LINTER.includes(system)).flatMap((system) =>
    VARIANTS.filter(([name]) => !(LEFT_OUT[system] ?? []).includes(name)).map(
      ([name, options, lockfile]) => [system, name, options, lockfile] as const,
    ),
  );

  it.each(cases)('of %s is right, for %s', async (system, _, options, lockfile) => {
    expect(await linters[system]?.(await generate(system, options, lockfile))).toBe('');
  });

  it('of azure is refused with an input that a task of an extension has not', async () => {
    const path = await generate('azure', { registry: ECR }, 'yarn.lock');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('regionName:', 'region:'));
    expect(await linters['azure']?.(path)).toBe('AWSShellScript@1 has no input region\n');
  });

  it.each(Object.entries(MISTAKES))(
    'of %s is refused with a mistake in it',
    async (system, mistake) => {
      const [right, wrong] = mistake;
      const path = await generate(system, { registry: 'registry.example.com/shop' }, 'yarn.lock');
      const text = readFileSync(path, 'utf8');
      expect(text).toContain(right);
      writeFileSync(path, text.replace(right, wrong));
      expect(await linters[system]?.(path)).not.toBe('');
    },
  );
});
