import { parseImageRef, type BuildFiles, type ImagePlan } from '@docker-stage-build/core';
import {
  buildArguments,
  fetchJob,
  formatCommand,
  type BuildJob,
} from '@docker-stage-build/engines';
import { formatCall } from './format-call';
import type { RepositoryChange } from '../run/repositories/repository-check';
import { maskUserinfo } from '../secrets/mask-userinfo';
import type { FoundImage } from '../run/reuse/find-images';

export interface CommandFacts {
  readonly plan: ImagePlan;
  readonly job: BuildJob;
  /** The image that is taken instead of being built. */
  readonly found: FoundImage | null;
  readonly generate: () => BuildFiles | null;
  /** Repositories that are made first, where they are missing. */
  readonly repositories: readonly RepositoryChange[];
}

/**
 * The commands that carry out a plan, as a person would type them, a line each; then, as comments, the ignore file that a build
 * gets besides.
 */
export function formatCommands(facts: CommandFacts): string {
  const { plan, job, found, generate, repositories } = facts;
  const commands = found ? listTagging(plan.tags, found) : listBuilds(plan, job);
  const ignore = found ? undefined : generate()?.ignore;
  const calls = repositories.flatMap((repository) => repository.calls);
  return [
    ...(calls.length > 0 ? ['# Where repositories are missing, they are made first:'] : []),
    ...calls.map(formatCall),
    ...commands.map((args) => maskUserinfo(formatCommand('docker', args))),
    ...(ignore === undefined ? [] : describeIgnoreFile(ignore)),
    '',
  ].join('\n');
}

/** A command that is typed has none of it, and sends more. */
function describeIgnoreFile(text: string): string[] {
  const lines = text.trimEnd().split('\n');
  return ['# The build gets this ignore file:', ...lines.map((line) => `#   ${line}`)];
}

function listBuilds(plan: ImagePlan, job: BuildJob): string[][] {
  const fetches = plan.fetch.map(({ stage, platform, from }) =>
    fetchJob({ ...job, platforms: [platform] }, { stage, cacheFrom: from }),
  );
  const build = { ...job, cacheFrom: plan.import, cacheTo: plan.export };
  return [...fetches, build].map((each) => buildArguments(each));
}

function listTagging(tags: readonly string[], { manifest, local }: FoundImage): string[][] {
  const pushed = tags.map((tag) => {
    const { registry, repository } = parseImageRef(tag);
    const source = `${registry}/${repository}@${manifest?.digest}`;
    return ['buildx', 'imagetools', 'create', '--tag', tag, source];
  });
  const loaded = tags.map((tag) => ['image', 'tag', local?.id ?? '', tag]);
  return [...(manifest ? pushed : []), ...(local ? loaded : [])];
}
