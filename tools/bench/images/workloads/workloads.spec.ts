import { SCENARIOS, askedImages, neededImages, neededRuns } from '../scenarios';
import { kindOfRun, type Workload } from '../workload';
import { mixedWorkload } from './mixed';
import { npmWorkload } from './npm';
import { pnpmWorkload } from './pnpm';

const WORKLOADS: [string, Workload][] = [npmWorkload(6), pnpmWorkload(6), mixedWorkload(6)].map(
  (workload) => [workload.name, workload],
);

function runsOf(workload: Workload, app: string, form: Workload['forms'][number]): string[] {
  const dockerfile = workload.files(form)[`${workload.rootOf(app)}/Dockerfile`] ?? '';
  return dockerfile.split('\n').filter((line) => line.startsWith('RUN '));
}

describe.each(WORKLOADS)('the workload %s', (_name, workload) => {
  it('has six apps with four stages each', () => {
    expect(workload.apps).toHaveLength(6);
    for (const app of workload.apps) {
      const dockerfile = workload.files('same')[`${workload.rootOf(app)}/Dockerfile`];
      expect(dockerfile?.match(/^FROM /gm)).toHaveLength(4);
    }
  });

  it('needs the RUN steps that its Dockerfiles hold', () => {
    const kinds = workload.apps.flatMap((app) => runsOf(workload, app, 'same').map(kindOfRun));
    const { install, compile } = workload.fromNothing('same');
    expect(kinds.filter((kind) => kind === 'install')).toHaveLength(install);
    expect(kinds.filter((kind) => kind === 'compile')).toHaveLength(compile);
  });

  it('changes a lib that two apps stand on, and a dependency of one', () => {
    const counts = SCENARIOS.map((scenario) => [
      scenario.id,
      neededImages(scenario, workload),
      neededRuns(scenario, { workload, form: 'same' }).compile,
    ]);
    expect(counts).toEqual([
      ['S0', 6, 6],
      ['S1', 0, 0],
      ['S2', 2, 2],
      ['S3', 2, 2],
      ['S4', 1, 1],
    ]);
  });

  it.each(['libChange', 'dependencyChange'] as const)(
    '%s changes files that are there',
    (change) => {
      const files = workload.files('same');
      for (const [path, text] of Object.entries(workload[change].files)) {
        expect(files[path]).toBeDefined();
        expect(text).not.toBe(files[path]);
      }
    },
  );
});

it('has no two equal deps stages in apps that are written by hand, and one in the workspace form', () => {
  const workload = npmWorkload(6);
  const deps = (form: 'same' | 'workspace'): Set<string> =>
    new Set(
      workload.apps.map((app) => {
        const dockerfile = workload.files(form)[`apps/${app}/Dockerfile`] ?? '';
        return dockerfile.slice(0, dockerfile.indexOf('FROM deps'));
      }),
    );
  expect([deps('same').size, deps('workspace').size]).toEqual([6, 1]);
});

it('knows that a lockfile makes Nx select every project', () => {
  const [, , , , added] = SCENARIOS;
  const asked = [npmWorkload(6), mixedWorkload(6)].map(
    (workload) => added && askedImages(added, workload),
  );
  expect(asked).toEqual([6, 1]);
});
