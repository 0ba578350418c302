import { parse, stringify } from 'yaml';

/**
 * Inputs of tasks that the schema of Azure Pipelines has not, by
 * https://learn.microsoft.com/azure/devops/pipelines/tasks/reference/use-node-v1 and the task.json of
 * https://github.com/aws/aws-toolkit-azure-devops
 */
const TASKS: Readonly<Record<string, readonly string[]>> = {
  'UseNode@1': ['version', 'checkLatest', 'force32bit', 'nodejsMirror'],
  'AWSShellScript@1': [
    ...['awsCredentials', 'regionName', 'arguments', 'scriptType', 'filePath', 'inlineScript'],
    ...['disableAutoCwd', 'workingDirectory', 'failOnStandardError'],
  ],
};

interface Step {
  readonly task?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** Takes those tasks out of a pipeline, and says which of their inputs there are not. */
export function takeTasksOut(text: string): { readonly rest: string; readonly problem: string } {
  const file = parse(text) as { readonly steps: readonly Step[] };
  const problems = file.steps.flatMap(({ task = '', inputs = {} }) =>
    Object.keys(inputs)
      .filter((name) => TASKS[task]?.includes(name) === false)
      .map((name) => `${task} has no input ${name}\n`),
  );
  const steps = file.steps.map(({ inputs, ...step }) => {
    const { task, ...others } = step;
    if (task !== undefined && task in TASKS) return { bash: 'true', ...others };
    return { ...step, ...(inputs && { inputs }) };
  });
  return { rest: stringify({ ...file, steps }), problem: problems.join('') };
}
