import { parseBenchOptions } from './options';

it('measures the workload of the goals, all of it, by default', () => {
  const { workloads, engines, scenarios, apps, repeats } = parseBenchOptions([]);
  expect({ workloads, engines, apps, repeats, scenarios: scenarios.map(({ id }) => id) }).toEqual({
    workloads: ['npm'],
    engines: ['docker', 'buildkit'],
    scenarios: ['S0', 'S1', 'S2', 'S3', 'S4'],
    apps: 6,
    repeats: 1,
  });
});

it('has a short form, of which everything can be changed', () => {
  const { apps, scenarios, engines } = parseBenchOptions(['--short', '--engines=buildkit']);
  expect({ apps, engines, forms: scenarios.map(({ id, forms }) => [id, forms]) }).toEqual({
    apps: 2,
    engines: ['buildkit'],
    forms: [
      ['S0', ['same']],
      ['S2', ['same']],
    ],
  });
});

it.each([
  [1, '--scenarios=S0,S9', '--scenarios: S9 is none of S0, S1, S2, S3, S4'],
  [2, '--apps=7', '--apps: 7 is no whole number from 2 to 6'],
  [3, '--runs=0', '--runs: 0 is no whole number from 1 to 1000'],
  [4, '--engine=docker', "Unknown option '--engine'"],
])('%i: refuses %s', (_number, option, message) => {
  expect(() => parseBenchOptions([option])).toThrow(message);
});
