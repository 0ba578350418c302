import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goModule, goTools } from '@docker-stage-build/tools/engine/packages/go-modules';
import { pythonWith } from '@docker-stage-build/tools/engine/packages/python';
import { tryRun } from '@docker-stage-build/tools/engine/system/run';
import { takeTasksOut } from './azure-tasks';

/** Finds what is wrong with the pipeline in a file; empty where nothing is. */
export type Linter = (file: string) => Promise<string>;

const ACTIONLINT = 'github.com/rhysd/actionlint';
const ARGO = 'github.com/argoproj/argo-workflows/v3';

/** Validates strictly; what the server makes of `generateName` is filled in. */
const VALIDATE_JOB = `
import sys, yaml, kubernetes_validate
job = yaml.safe_load(open(sys.argv[1]))
job['metadata']['name'] = job['metadata']['generateName'] + '1'
kubernetes_validate.validate(job, '1.33', strict=True)
`;

/**
 * Linters and published schemas by system. For jenkins, codebuild and alibaba none can be had: a server, and no schema.
 * @throws UnavailableError where there is no Go or no Python
 */
export async function makeLinters(): Promise<Readonly<Record<string, Linter>>> {
  const python = await pythonWith('pipeline-schemas', [
    'check-jsonschema~=0.39.0',
    'kubernetes-validate~=1.37.0',
  ]);
  const go = await goTools({
    name: 'actionlint',
    version: 'v1.7.7',
    commands: { actionlint: `${ACTIONLINT}/cmd/actionlint` },
    versionVariable: `${ACTIONLINT}.version`,
  });
  const argo = join(await goModule(ARGO, 'v3.7.3'), 'api/jsonschema/schema.json');
  const command =
    (path: string, args: readonly string[]): Linter =>
    async (file) => {
      const { exitCode, stdout, stderr } = await tryRun(path, [...args, file]);
      return exitCode === 0 ? '' : `${stdout}${stderr}` || `exit code ${exitCode}`;
    };
  // Patterns of some schemas are no regular expressions of Unicode mode.
  const schema = (...args: string[]): Linter =>
    command(python, ['-m', 'check_jsonschema', '--regex-variant=nonunicode', ...args]);
  const builtIn = (name: string, ...args: string[]): Linter =>
    schema(`--builtin-schema=vendor.${name}`, ...args);
  const actionlint = command(join(go.root, 'usr/bin/actionlint'), ['-no-color']);
  const workflow = builtIn('github-workflows');
  const azure = builtIn('azure-pipelines', '--data-transform=azure-pipelines');
  return {
    github: async (file) => (await actionlint(file)) + (await workflow(file)),
    gitlab: builtIn('gitlab-ci', '--data-transform=gitlab-ci'),
    azure: async (file) => {
      const { rest, problem } = takeTasksOut(readFileSync(file, 'utf8'));
      writeFileSync(`${file}.rest.yml`, rest);
      return problem + (await azure(`${file}.rest.yml`));
    },
    circleci: builtIn('circle-ci'),
    buildkite: builtIn('buildkite'),
    bitbucket: builtIn('bitbucket-pipelines'),
    cloudbuild: builtIn('cloudbuild'),
    argo: schema(`--schemafile=${argo}`),
    kubernetes: command(python, ['-c', VALIDATE_JOB]),
  };
}
