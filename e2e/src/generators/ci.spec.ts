import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith } from '../harness';
import { listBuilds, listExecuted } from '../journeys/engine-records';
import { USER } from '../registries/fixtures/private-registry';
import { CASES, nameOf, type Case } from './ci/cases';
import { takesRole } from './ci/generate-pipelines';
import { openPipelineLab, type Job, type PipelineLab } from './ci/pipeline-lab';
import { WITHOUT_FORKS } from './ci/system-variables';

/** `all`, which take a quarter of an hour, or systems: `circleci,azure`. */
const WISH = process.env['PIPELINES'];
const isChosen = ({ system, isAlways = false }: Case): boolean =>
  WISH ? WISH === 'all' || WISH.split(',').includes(system) : isAlways;
const named = (cases: readonly Case[]) => cases.map((one) => [nameOf(one), one] as const);

const parts = ['engine', 'registry', 'base', 'buildkit', 'ecr'] as const;
describeWith([...parts], 'the shell steps of pipelines', () => {
  let lab: PipelineLab;

  const chosen = CASES.filter(isChosen);
  beforeAll(async () => {
    lab = await openPipelineLab(chosen);
  });
  afterAll(() => lab?.close());

  const countBuilds = async (one: Case) => (await listBuilds(lab.engineOf(one).env)).length;
  const countRoles = async () =>
    (await lab.ecr.calls()).filter(({ action }) => action === 'AssumeRoleWithWebIdentity').length;

  for (const one of CASES.filter((other) => !isChosen(other)))
    it.skip(`of ${nameOf(one)} (not run: takes minutes: PIPELINES=all)`, () => undefined);

  describe.each(named(chosen))('of %s', (_, one) => {
    const isBuiltForForks = !WITHOUT_FORKS.includes(one.system);
    const isPrivate = one.runner === 'private';

    itIf(isBuiltForForks, 'build for a fork, without secrets, and leave nothing', async () => {
      const [known, roles] = [await countBuilds(one), await countRoles()];
      const job = await lab.runJob(one, { fork: true });
      expect(await countBuilds(one)).toBe(known + 1);
      for (const name of ['api', 'web', 'cache']) expect(await lab.tagsOf(one, name)).toEqual([]);
      expect(await countRoles()).toBe(roles);
      expect(hasLocalCache(job)).toBe(false);
    });

    it('push what is affected, and the second time build nothing', async () => {
      const [known, roles] = [await countBuilds(one), await countRoles()];
      const first = await lab.runJob(one, { installed: false });
      expect(await lab.tagsOf(one, 'api')).toContain(lab.changesOf(one).source);
      expect(await lab.tagsOf(one, 'web')).toEqual([]);
      expect(await countBuilds(one)).toBe(known + 1);
      expect(first.said).not.toContain(USER.password);
      expect(hasLocalCache(first)).toBe(isPrivate);
      expect((await countRoles()) > roles).toBe(takesRole(one));
      const kept = isPrivate ? undefined : KEPT[one.system]?.(first);
      if (kept !== undefined) expect(readdirSync(kept)).not.toEqual([]);

      const second = await lab.runJob(one);
      expect(second.said).toContain('api: not built');
      expect(await countBuilds(one)).toBe(known + 1);
    });

    itIf(isPrivate, 'take what was built before from the disk', async () => {
      const { env, reset } = lab.engineOf(one);
      await reset();
      await lab.runJob(one, { change: 'notice' });
      expect(await lab.tagsOf(one, 'api')).toContain(lab.changesOf(one).notice);
      expect(await countBuilds(one)).toBe(1);
      expect(await listExecuted(env)).toEqual([]);
      expect(await lab.tagsOf(one, 'cache')).toEqual([]);
    });
  });
});

/** A spec of what only some pipelines do. */
function itIf(applies: boolean, name: string, spec: () => Promise<void>): void {
  if (applies) it(name, spec);
}

/** Whether there is a local cache, in the home folder or on the volume of a cluster. */
function hasLocalCache({ home, disk }: Job): boolean {
  return [join(home, '.cache/docker-stage-build'), disk].some((folder) =>
    existsSync(join(folder, 'index.json')),
  );
}

/** Where downloads of the package manager are after a job, in systems that keep only what lies there. */
const KEPT: Readonly<Record<string, (job: Job) => string>> = {
  gitlab: ({ clone }) => join(clone, '.package-cache'),
  circleci: ({ home }) => join(home, '.packages'),
  codebuild: ({ clone }) => join(clone, '.package-cache'),
};
