import { parse } from 'yaml';
import type { Pipeline, ShellStep } from './model';

type Json = Readonly<Record<string, unknown>>;
type Env = Readonly<Record<string, string>>;
type Reader = (text: string) => Pipeline;

const AWS_KEY = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
const BASH = ['bash', '-e'];
const BASH_PIPEFAIL = ['bash', '-eo', 'pipefail'];

/** How each system finds shell steps in its file. */
export const READERS: Readonly<Record<string, Reader>> = {
  github: (text) => {
    const job = at(parse(text), 'jobs', 'images');
    const steps = list(job['steps']);
    const env = Object.fromEntries(
      Object.entries(toEnv(job['env'])).filter(([, value]) => !value.includes('${{')),
    );
    return pipeline(
      steps.flatMap((step) => (step['run'] ? [{ script: step['run'], shell: BASH, env }] : [])),
      steps.flatMap((step) => step['uses'] ?? []),
    );
  },
  gitlab: (text) => {
    const job = at(parse(text), 'images');
    // Those of the service with its own Docker are part of it.
    const env = Object.entries(toEnv(job['variables'])).filter(([name]) => !/^DOCKER_/.test(name));
    const lines = [...texts(job['before_script']), ...texts(job['script'])];
    return pipeline(
      [{ script: lines.join('\n'), shell: BASH_PIPEFAIL, env: Object.fromEntries(env) }],
      [job['image'], job['services'], 'cache', 'artifacts'],
    );
  },
  azure: (text) => {
    const steps = list((parse(text) as Json)['steps']);
    return pipeline(
      steps.flatMap(({ bash, env, task, inputs }): LooseStep[] => {
        const secrets = ['REGISTRY_USER', 'REGISTRY_PASSWORD'];
        if (bash) return [{ script: bash, shell: ['bash'], env: toEnv(env), secrets }];
        if (task !== 'AWSShellScript@1') return [];
        const script = (inputs as Json)['inlineScript'];
        return [{ script, shell: ['bash'], env: {}, secrets: AWS_KEY, isForOwnCode: true }];
      }),
      steps.flatMap((step) => step['task'] ?? step['checkout'] ?? []),
    );
  },
  circleci: (text) => {
    const job = at(parse(text), 'jobs', 'images');
    const steps = list(job['steps']);
    const env = Object.entries(toEnv(job['environment'])).filter(
      ([, value]) => !value.startsWith('<<'),
    );
    return pipeline(
      steps.flatMap((step) => {
        const command = (step['run'] as Json | undefined)?.['command'];
        return command
          ? [{ script: command, shell: BASH_PIPEFAIL, env: Object.fromEntries(env) }]
          : [];
      }),
      steps.filter((step) => !step['run']).flatMap((step) => Object.keys(step)),
    );
  },
  buildkite: (text) => {
    const [step = {}] = list((parse(text) as Json)['steps']);
    // What an upload of the pipeline makes of it.
    const script = String(step['command']).replaceAll('$$', '$');
    return pipeline([{ script, shell: BASH, env: toEnv(step['env']) }], ['secrets']);
  },
  jenkins: (text) => {
    const pairs = [...text.matchAll(/^ +([A-Z_]+) = '([^']*)'$/gm)];
    const env = Object.fromEntries(pairs.map(([, name, value]) => [name, value])) as Env;
    const steps = text.split(/^ +stage\('/m).flatMap((stage) =>
      [...stage.matchAll(/sh '''\n([\s\S]*?)'''/g)].map(([, script = '']) => ({
        // Groovy takes a backslash away.
        script: script.replaceAll('\\\\', '\\'),
        shell: ['sh', '-xe'],
        env,
        ...(!stage.includes('withCredentials') && { secrets: [] }),
        isForOwnCode: stage.includes('when { expression { env.CHANGE_FORK == null } }'),
      })),
    );
    return pipeline(steps, ['agent', 'tools', 'withCredentials', 'archiveArtifacts']);
  },
  bitbucket: (text) => {
    const [item = {}] = list(at(parse(text), 'definitions')['steps']);
    const step = at(item, 'step');
    const script = texts(step['script']).join('\n');
    return pipeline(
      [{ script, shell: BASH, env: {} }],
      [step['services'], step['caches'], step['artifacts']],
    );
  },
  codebuild: (text) => {
    const file = parse(text) as Json;
    const phases = Object.values(at(file, 'phases')) as Json[];
    const script = phases.flatMap(({ commands }) => texts(commands)).join('\n');
    const env = toEnv(at(file, 'env')['variables']);
    return pipeline(
      // Secrets are asked for by a command.
      [{ script, shell: BASH, env, secrets: [] }],
      ['runtime-versions', 'cache'],
    );
  },
  cloudbuild: (text) => {
    const steps = list((parse(text) as Json)['steps']);
    return pipeline(
      steps.map((step) => ({
        script: step['script'],
        shell: ['sh'],
        env: Object.fromEntries(texts(step['env']).map((line) => line.split('='))) as Env,
        secrets: texts(step['secretEnv']),
      })),
      steps.flatMap((step) => step['name']),
    );
  },
  alibaba: (text) => {
    const job = at(parse(text), 'stages', 'images', 'jobs', 'images');
    const step = at(job, 'steps', 'build');
    return pipeline(
      [{ script: at(step, 'with')['run'], shell: ['bash'], env: {} }],
      [step['step'], 'sources'],
    );
  },
  argo: (text) => {
    const [template = {}] = list(at(parse(text), 'spec')['templates']);
    return pipeline([containerStep(at(template, 'container'))], ['git artifact', 'sidecars']);
  },
  kubernetes: (text) => {
    const pod = at(parse(text), 'spec', 'template', 'spec');
    const containers = [...list(pod['initContainers']), ...list(pod['containers'])];
    return pipeline(
      containers.filter(({ command }) => command).map(containerStep),
      containers.filter(({ command }) => !command).flatMap(({ name }) => name),
    );
  },
};

function containerStep({ command, args, env }: Json): ShellStep {
  const pairs = list(env).map(({ name, value }) => [name, value]);
  return {
    script: texts(args).join('\n'),
    shell: texts(command)
      .filter((word) => word !== '-ec')
      .concat('-e'),
    env: Object.fromEntries(pairs) as Env,
  };
}

type LooseStep = Omit<ShellStep, 'script'> & { readonly script: unknown };

function pipeline(steps: readonly LooseStep[], replaced: readonly unknown[]): Pipeline {
  return {
    steps: steps.map((step) => ({ ...step, script: String(step.script) })),
    replaced: replaced.flat().filter(Boolean).map(String),
  };
}

function at(value: unknown, ...path: readonly string[]): Json {
  return path.reduce<Json>((found, key) => (found[key] ?? {}) as Json, value as Json);
}

function list(value: unknown): Json[] {
  return ((value ?? []) as unknown[]).map((item) =>
    typeof item === 'string' ? { [item]: true } : (item as Json),
  );
}

function texts(value: unknown): string[] {
  return ((value ?? []) as unknown[]).map(String);
}

function toEnv(value: unknown): Env {
  const entries = Object.entries((value ?? {}) as Json);
  return Object.fromEntries(entries.map(([name, text]) => [name, String(text)]));
}
