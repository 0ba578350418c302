import { StageBuildError } from '../errors';
import { errorAt } from './errors';
import { expandGlobalArgs } from './graph/global-args';
import { makeSteps } from './graph/make-steps';
import { indexContexts } from './graph/named-contexts';
import { resolveStages, type ResolvedStage } from './graph/resolve-stages';
import { emptyScope, Scope } from './graph/scope';
import type { Setting } from './graph/setting';
import { indexStages, stageId } from './graph/stage-index';
import { walkNeeds } from './graph/walk';
import type { Dockerfile, Instruction } from './model';
import { listNames, suggest } from './nearest';
import { parseArguments } from './parse/arguments';
import { splitInstruction } from './parse/split-instruction';
import { formatPlatform, parsePlatform } from './platform';
import type { Source, Stage, StageGraph, StageGraphOptions, Step } from './stage-graph-model';

/**
 * Resolves a Dockerfile to its stages and the edges between them, as BuildKit's frontend does
 * (frontend/dockerfile/dockerfile2llb/convert.go). All stages are there with their edges. Steps are made for the
 * stages that the target needs; those of the others are not looked at, there as here. What only a base image says
 * (its environment, its ONBUILD) is not known here and counts with the image.
 * @throws StageBuildError STAGE_UNKNOWN, STAGE_CYCLE, ARG_WITHOUT_VALUE, IMAGE_NAME_INVALID, TAG_INVALID,
 * PLATFORM_INVALID or DOCKERFILE_INVALID
 */
export function buildStageGraph(dockerfile: Dockerfile, options: StageGraphOptions): StageGraph {
  const setting = readSetting(dockerfile, options);
  const target = findTarget(options.target, setting);
  const resolved = resolveStages(dockerfile, setting);
  const needed = new Set(walkNeeds(resolved, target));
  refuseForwardReferences(needed, resolved, setting);
  const scopes = new Map<string, Scope>();
  const stages = [...resolved.values()].map((stage) => {
    if (!needed.has(stage)) return toStage(stage, []);
    const scope = startScope(stage, scopes);
    scopes.set(stage.id, scope);
    return toStage(stage, makeSteps(stage.instructions, { setting, scope }));
  });
  return {
    stages,
    target,
    platform: setting.platform,
    frontend: dockerfile.syntax,
    declaredArgs: listDeclaredArgs(dockerfile),
  };
}

/** A stage and all it needs, dependencies first. */
export function reachableStages(graph: StageGraph, id: string): Stage[] {
  return walkNeeds(new Map(graph.stages.map((stage) => [stage.id, stage])), id);
}

/** References of the images that the target's stages stand on or read from, sorted, each once. */
export function baseImages(graph: StageGraph): string[] {
  const sources = reachableStages(graph, graph.target).flatMap(({ base, steps }): Source[] => [
    base,
    ...steps.flatMap(({ reads }) => reads.map(({ from }) => from)),
  ]);
  return [
    ...new Set(sources.flatMap((source) => (source.kind === 'image' ? [source.ref] : []))),
  ].sort();
}

function readSetting(dockerfile: Dockerfile, options: StageGraphOptions): Setting {
  return {
    path: dockerfile.path,
    escape: dockerfile.escape,
    stages: indexStages(dockerfile),
    ids: dockerfile.stages.map(stageId),
    globals: expandGlobalArgs(dockerfile, options),
    buildArgs: options.buildArgs ?? {},
    findContext: indexContexts(options.contexts ?? []),
    platform: formatPlatform(parsePlatform(options.platform)),
    buildPlatform: formatPlatform(parsePlatform(options.buildPlatform ?? options.platform)),
  };
}

function findTarget(target: string | undefined, { stages, ids, path }: Setting): string {
  if (!target) return ids.at(-1) as string;
  const id = /^\d+$/.test(target) ? ids[Number(target)] : target.toLowerCase();
  if (id !== undefined && stages.has(id)) return id;
  throw new StageBuildError('STAGE_UNKNOWN', `${path ?? 'Dockerfile'} has no stage ${target}`, {
    stage: target,
    hint: `${suggest(target, ids)}Its stages are ${listNames(ids)}.`,
  });
}

/** COPY and mounts read from stages above only, though FROM alone takes a name below for an image. */
function refuseForwardReferences(
  needed: ReadonlySet<ResolvedStage>,
  stages: ReadonlyMap<string, ResolvedStage>,
  { path }: Setting,
): void {
  for (const { id, stage, needs } of needed) {
    const below = needs.find((need) => (stages.get(need)?.stage.index ?? 0) > stage.index);
    if (below === undefined) continue;
    throw errorAt({ path, line: stage.line }, `stage ${id} reads from stage ${below} below it`, {
      stage: id,
      hint: `Move stage ${below} above stage ${id}.`,
    });
  }
}

function startScope(
  { base: { source, platform } }: ResolvedStage,
  scopes: ReadonlyMap<string, Scope>,
): Scope {
  if (source.kind === 'stage') return (scopes.get(source.stage) as Scope).fork();
  return source.kind === 'scratch' ? emptyScope(parsePlatform(platform).os) : new Scope(true);
}

function toStage(
  { id, stage, base: { source, platform }, needs }: ResolvedStage,
  steps: readonly Step[],
): Stage {
  const { index, name, line } = stage;
  return { id, index, name, line, base: source, platform, steps, needs };
}

function listDeclaredArgs({ globalArgs, stages, escape }: Dockerfile): string[] {
  const names = new Set<string>();
  const declare = ({ keyword, argument }: Pick<Instruction, 'keyword' | 'argument'>): void => {
    if (keyword === 'ONBUILD') return declare(splitInstruction(argument, escape));
    if (keyword.toUpperCase() !== 'ARG' || argument === '') return;
    for (const [name] of parseArguments(argument, escape)) names.add(name);
  };
  globalArgs.forEach(declare);
  for (const { instructions } of stages) instructions.forEach(declare);
  return [...names].sort();
}
