import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { SYSTEMS } from '../../options';
import ciGenerator from './generator';

const ECR = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop';
const ROLE = 'arn:aws:iam::123456789012:role/ci';

let tree: Tree;

beforeEach(openWorkspace);

function openWorkspace(): void {
  tree = createTreeWithEmptyWorkspace();
  tree.write('package-lock.json', '{}');
}

/** Runs the generator and returns the pipeline that it wrote. */
async function generate(options: object): Promise<string> {
  const before = new Set(tree.listChanges().map(({ path }) => path));
  await ciGenerator(tree, options);
  const made = tree.listChanges().filter(({ path }) => !before.has(path) && path !== '.gitignore');
  return made.map(({ path, content }) => `# ${path}\n${content?.toString()}`).join('\n');
}

describe.each(SYSTEMS)('%s', (system) => {
  it('on machines that start empty', async () => {
    const options = { system, registry: 'registry.example.com/shop' };
    expect(await generate(options)).toMatchSnapshot();
  });

  it('on machines that keep their disk, with pnpm', async () => {
    tree.delete('package-lock.json');
    tree.write('pnpm-lock.yaml', 'lockfileVersion: 9.0');
    const options = { system, registry: 'ghcr.io/shop', runner: 'private', branch: 'develop' };
    expect(await generate(options)).toMatchSnapshot();
  });

  it('with ECR, by a role where the system has a token for it', async () => {
    const role = system === 'cloudbuild' || system === 'alibaba' ? {} : { awsRole: ROLE };
    expect(await generate({ system, registry: ECR, ...role })).toMatchSnapshot();
  });

  it.each(['cloud', 'private'])('has no password in an argument, on %s', async (runner) => {
    const text = await generate({ system, registry: 'registry.example.com/shop', runner });
    expect(text).not.toMatch(/--password[ =]/);
    expect(text).not.toMatch(/(login|curl|nx) [^|\n]*PASSWORD/);
  });

  it('gives equal bytes for equal facts, and then writes nothing', async () => {
    const options = { system, registry: 'registry.example.com/shop' };
    await generate(options);
    const before = tree.listChanges();
    await ciGenerator(tree, options);
    expect(tree.listChanges()).toEqual(before);
  });
});

describe('the generator ci', () => {
  it('takes the image of nx.json, and says nothing of it then', async () => {
    const defaults = { image: 'ghcr.io/shop/{name}' };
    const plugin = { plugin: 'nx-docker-stage-build', options: { defaults, targetName: 'docker' } };
    tree.write('nx.json', JSON.stringify({ defaultBase: 'trunk', plugins: [plugin] }));
    const text = await generate({ system: 'github' });
    expect(text).not.toContain('--image=');
    expect(text).toContain('affected -t docker ');
    expect(text).toContain("branches: ['trunk']");
    expect(text).toContain('packages: write');
  });

  it('names actions by commits when asked', async () => {
    const options = { system: 'github', registry: 'ghcr.io/shop', pin: 'sha' };
    const used = [...(await generate(options)).matchAll(/uses: (.*)/g)].map(([, name]) => name);
    expect(used).toHaveLength(4);
    for (const name of used) expect(name).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('leaves nothing in a clone that git would see', async () => {
    tree.write('.gitignore', 'dist\nimage-plan.txt');
    await generate({ system: 'gitlab', registry: 'registry.example.com/shop' });
    expect(tree.read('.gitignore', 'utf8')).toBe('dist\nimage-plan.txt\n/.package-cache\n');
  });

  it.each(SYSTEMS.filter((system) => system !== 'cloudbuild' && system !== 'alibaba'))(
    'logs in to AWS and to the registry where images go elsewhere, on %s',
    async (system) => {
      const options = { system, registry: 'registry.example.com/shop' };
      const plain = await generate(options);
      openWorkspace();
      const text = await generate({ ...options, awsRole: ROLE, awsRegion: 'eu-west-1' });
      const logins = (all: string) => all.match(/REGISTRY_PASSWORD|secretName: registry/g);
      expect(logins(plain)).not.toBeNull();
      expect(logins(text)).toEqual(logins(plain));
      // The role of a project of CodeBuild is not in its file.
      if (system !== 'codebuild') expect(text).toContain(ROLE);
    },
  );

  it.each<[string, string, RegExp]>([
    ['cloud', 'corepack enable', /corepack enable\n +- uses: actions\/setup-node/],
    ['private', 'corepack enable', /package-manager-cache: false\n +- run: corepack enable/],
  ])('brings Yarn on %s runners of GitHub by %s', async (runner, _, lines) => {
    tree.delete('package-lock.json');
    tree.write('yarn.lock', '__metadata:\n');
    const options = { system: 'github', registry: 'ghcr.io/shop', runner };
    expect(await generate(options)).toMatch(lines);
  });

  it('takes the Node.js that the workspace names', async () => {
    tree.write('.nvmrc', 'v24.1.0\n');
    expect(await generate({ system: 'github', registry: 'ghcr.io/shop' })).toContain(
      "node-version: '24'",
    );
  });

  it('writes over no file without being asked', async () => {
    tree.write('Jenkinsfile', '// mine');
    const options = { system: 'jenkins', registry: 'ghcr.io/shop' };
    await expect(ciGenerator(tree, options)).rejects.toThrow('Jenkinsfile is there');
    expect(tree.read('Jenkinsfile', 'utf8')).toBe('// mine');
    await ciGenerator(tree, { ...options, force: true });
    expect(tree.read('Jenkinsfile', 'utf8')).toContain('pipeline {');
  });

  it.each<[number, object, string]>([
    [1, { system: 'gitlap', registry: 'ghcr.io/shop' }, 'system: expected github, gitlab'],
    [2, {}, 'system: expected github'],
    [3, { system: 'github' }, 'Nothing says where images go'],
    [4, { system: 'github', registry: 'https://ghcr.io/shop' }, 'Leave out the scheme'],
    [5, { system: 'github', registry: 'ghcr.io/Shop' }, 'Shop'],
    [6, { system: 'github', registry: '12345.dkr.ecr.eu-west-1.amazonaws.com/x' }, '12 digits'],
    [7, { system: 'github', registry: 'ghcr.io/shop', awsRole: ROLE }, 'in which region'],
    [8, { system: 'github', registry: ECR, awsRole: 'ci' }, 'write an ARN'],
    [9, { system: 'cloudbuild', registry: ECR, awsRole: ROLE }, 'no token for AWS'],
    [10, { system: 'github', registry: 'ghcr.io/shop', brnch: 'x' }, 'did you mean "branch"?'],
  ])('%i refuses %j', async (_, options, message) => {
    await expect(ciGenerator(tree, options)).rejects.toThrow(message);
    expect(tree.exists('.github/workflows/images.yml')).toBe(false);
  });

  it('refuses a workspace without a lockfile', async () => {
    tree.delete('package-lock.json');
    const options = { system: 'github', registry: 'ghcr.io/shop' };
    await expect(ciGenerator(tree, options)).rejects.toThrow('no lockfile');
  });
});
