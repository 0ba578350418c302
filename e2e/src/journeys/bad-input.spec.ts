import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listBuilds } from './engine-records';
import { openShop, type Shop } from './shop';
import { describeWith } from '../harness';

describeWith(
  ['engine', 'registry', 'base'],
  'what a user can get wrong is said before anything runs',
  () => {
    let shop: Shop;
    beforeAll(async () => {
      shop = await openShop('journey-bad-input');
    });
    afterAll(() => shop?.close());

    const good = 'FROM scratch\nCOPY package.json /\n';

    it.each([
      ['DOCKERFILE_NOT_FOUND', ['--dockerfile=apps/api/Nope'], good],
      ['DOCKERFILE_INVALID', [], 'RUN echo\n'],
      ['DOCKERFILE_INVALID', [], 'FROM scratch\nCOPPY a b\n'],
      ['STAGE_UNKNOWN', ['--targetStage=prodution'], 'FROM scratch AS production\n'],
      ['STAGE_CYCLE', [], 'FROM scratch AS a\nCOPY --from=b / /\nFROM a AS b\n'],
      ['COPY_SOURCE_MISSING', [], 'FROM scratch\nCOPY nope.json /\n'],
      ['CONTEXT_SCOPE', [], 'FROM scratch\nCOPY apps/web /\n'],
      ['ARG_WITHOUT_VALUE', [], 'ARG BASE\nFROM $BASE\n'],
      ['IMAGE_NAME_INVALID', ['--image=Shop/API'], good],
      ['TAG_INVALID', ['--tags=a b'], good],
      ['TAG_TEMPLATE_INVALID', ['--tags={shaa}'], good],
      ['PLATFORM_INVALID', [], 'FROM --platform=linux/amd64/v1/x scratch\nCOPY package.json /\n'],
      ['CONTEXT_OUTSIDE_WORKSPACE', ['--context=../x'], good],
      ['CONTEXT_NOT_FOUND', ['--context=apps/nope'], good],
      ['PATTERN_INVALID', [], 'FROM scratch\nCOPY package[.json /\n'],
      ['SECRET_SOURCE_MISSING', ['--secrets=id=npmrc,src=.nope'], good],
      ['OPTION_INVALID', ['--cache=registri'], good],
      // Docker's word for it, of which Nx makes `cache: false`.
      ['OPTION_INVALID', ['--no-cache'], good],
      ['REGISTRY_UNREACHABLE', ['--push', '--image=127.0.0.1:1/shop/api'], good],
    ] as const)('%s: %j', async (code, args, dockerfile) => {
      shop.workspace.write('apps/api/Dockerfile', dockerfile);
      const run = await shop.nx(['run', 'api:image', ...args]);
      expect(run.stdout + run.stderr).toContain(code);
      expect(run.stdout + run.stderr).toContain('→');
      expect(run.stdout + run.stderr).not.toMatch(/\n\s+at .*\.js:\d+/);
      expect(run.exitCode).not.toBe(0);
      expect(await listBuilds(shop.engine.env)).toEqual([]);
    });

    it('an unknown option, with the one that was meant', async () => {
      shop.workspace.write('apps/api/Dockerfile', good);
      const run = await shop.nx(['run', 'api:image', '--pussh']);
      expect(run.stdout + run.stderr).toContain('pussh');
      expect(run.exitCode).not.toBe(0);
    });

    it('two images of one name in a run', async () => {
      shop.workspace.write('apps/api/Dockerfile', good);
      const run = await shop.nx(['run-many', '-t', 'image', '--image=shop/all']);
      expect(run.stdout + run.stderr).toContain('TAG_TWICE');
      expect(run.exitCode).not.toBe(0);
      expect(await listBuilds(shop.engine.env)).toEqual([]);
    });

    it('no engine: none installed, none running', async () => {
      shop.workspace.write('apps/api/Dockerfile', good);
      const down = await shop.nx(['run', 'api:image'], { DOCKER_HOST: 'tcp://127.0.0.1:1' });
      expect(down.stdout + down.stderr).toContain('ENGINE_UNREACHABLE');
      const bin = mkdtempSync(join(tmpdir(), 'bin-'));
      for (const tool of ['node', 'git', 'npm', 'npx', 'sh', 'env']) {
        const found = (process.env['PATH'] ?? '').split(':').map((folder) => join(folder, tool));
        symlinkSync(found.find(existsSync) as string, join(bin, tool));
      }
      const none = await shop.nx(['run', 'api:image'], { PATH: bin });
      expect(none.stdout + none.stderr).toContain('ENGINE_MISSING');
      rmSync(bin, { recursive: true });
    });
  },
);
