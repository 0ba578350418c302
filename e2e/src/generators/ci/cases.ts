import type { PackageManager } from './package-managers';

/** A pipeline that is generated and run. */
export interface Case {
  readonly system: string;
  readonly runner: 'cloud' | 'private';
  readonly manager: PackageManager;
  /** `basic`: a registry that wants a password. `ecr`: the stand-in for ECR. */
  readonly registry: 'basic' | 'ecr';
  /** Whether it runs without being asked for. */
  readonly isAlways?: boolean;
}

/** Every system once on machines that start empty; and what else changes the steps: a disk that stays, ECR, package managers. */
export const CASES: readonly Case[] = [
  // In every run: a disk that stays, and BuildKit in place of Docker.
  { system: 'github', runner: 'private', manager: 'npm', registry: 'basic', isAlways: true },
  { system: 'kubernetes', runner: 'cloud', manager: 'npm', registry: 'basic', isAlways: true },
  { system: 'gitlab', runner: 'cloud', manager: 'pnpm', registry: 'ecr' },
  { system: 'github', runner: 'cloud', manager: 'npm', registry: 'basic' },
  { system: 'gitlab', runner: 'private', manager: 'pnpm', registry: 'basic' },
  { system: 'azure', runner: 'cloud', manager: 'npm', registry: 'ecr' },
  { system: 'azure', runner: 'private', manager: 'yarn', registry: 'basic' },
  { system: 'circleci', runner: 'cloud', manager: 'yarn', registry: 'basic' },
  { system: 'buildkite', runner: 'cloud', manager: 'bun', registry: 'basic' },
  { system: 'jenkins', runner: 'private', manager: 'npm', registry: 'basic' },
  { system: 'bitbucket', runner: 'cloud', manager: 'npm', registry: 'basic' },
  { system: 'codebuild', runner: 'cloud', manager: 'npm', registry: 'basic' },
  { system: 'cloudbuild', runner: 'cloud', manager: 'npm', registry: 'basic' },
  { system: 'alibaba', runner: 'private', manager: 'pnpm', registry: 'basic' },
  { system: 'argo', runner: 'private', manager: 'npm', registry: 'basic' },
];

/** Where each system wants its file. */
export const PATHS: Readonly<Record<string, string>> = {
  github: '.github/workflows/images.yml',
  gitlab: '.gitlab-ci.yml',
  azure: 'azure-pipelines.yml',
  circleci: '.circleci/config.yml',
  buildkite: '.buildkite/pipeline.yml',
  jenkins: 'Jenkinsfile',
  bitbucket: 'bitbucket-pipelines.yml',
  codebuild: 'buildspec.yml',
  cloudbuild: 'cloudbuild.yaml',
  alibaba: '.flow/images.yml',
  argo: 'argo/images.yaml',
  kubernetes: 'k8s/images-job.yaml',
};

/** `github, private, npm, basic` */
export function nameOf({ system, runner, manager, registry }: Case): string {
  return [system, runner, manager, registry].join(', ');
}
