import type { Stage } from '../dockerfile/stage-graph-model';
import type { StageInputs } from '../fingerprint/stage-inputs';
import {
  nameMovingCache,
  nameStageCache,
  type BaseDigests,
  type CacheNameOptions,
  type CacheNames,
} from '../names/cache-name';
import type { ImageInput, Naming, PlatformInputs } from './image-input';

/** A stage on a platform, with the names its cache has in each tree. */
export interface StageNode {
  readonly inputs: StageInputs;
  /** The stage in the base tree, if it is there. */
  readonly base: StageInputs | undefined;
  /** Whether a cache of it is worth its cost. */
  readonly cacheable: boolean;
  /** Names at head; `null` while a base image is not resolved. */
  readonly head: CacheNames | null;
  /** Names in older trees, newest first, without those that are head's. Moving names come last. */
  readonly older: readonly CacheNames[];
  /** The name that moves to this build's cache; `null` where older trees have names enough. */
  readonly moving: string | null;
  readonly needs: readonly StageNode[];
}

/** One target a platform; two platforms share the nodes of stages that are equal on both. */
export interface ImageNodes {
  readonly targets: readonly StageNode[];
  /** Every node once, dependencies first. */
  readonly all: readonly StageNode[];
}

/** Names every stage of an image, in all of its trees. */
export function nameStages(image: ImageInput, bases: BaseDigests): ImageNodes {
  const nodes = new Map<string, StageNode>();
  const targets = image.head.map((head, at) => {
    const older = image.older.map((platforms) => platforms[at]);
    const { project, naming, reuse } = image;
    return nameTarget(head, { project, naming, epoch: reuse.epoch, older, bases, nodes });
  });
  return { targets, all: [...nodes.values()] };
}

interface Surroundings {
  readonly project: string;
  readonly naming: Naming;
  readonly older: readonly (PlatformInputs | undefined)[];
  readonly bases: BaseDigests;
  readonly epoch: number | null;
  /** Nodes so far, by stage, platform and fingerprint. */
  readonly nodes: Map<string, StageNode>;
}

function nameTarget(head: PlatformInputs, surroundings: Surroundings): StageNode {
  const { project, naming, older, bases, epoch, nodes } = surroundings;
  const known = new Map<string, StageNode>();
  for (const [id, inputs] of head.stages) {
    const key = `${id} ${inputs.fingerprint}`;
    const earlier = older.map((tree) => tree?.stages.get(id));
    const moving = hasOlderNames(inputs, earlier) ? [] : nameMoving(inputs.stage, surroundings);
    const node = nodes.get(key) ?? {
      inputs,
      base: earlier[0],
      cacheable: naming.stages?.includes(id) ?? isWorthCaching(inputs, id === head.target),
      head: nameStageCache(inputs, { project, bases, epoch }),
      older: [
        ...nameOlder(earlier, { head: inputs, project, bases, epoch }),
        ...moving.map((name) => ({ own: name, shared: name })),
      ],
      moving: naming.branch === null ? null : (moving[0] ?? null),
      needs: inputs.stage.needs.map((need) => known.get(need) as StageNode),
    };
    nodes.set(key, node);
    known.set(id, node);
  }
  return known.get(head.target) as StageNode;
}

/** Whether commits can tell names of a stage: not in a clone without history, nor of files that git does not track or have. */
function hasOlderNames(
  inputs: StageInputs,
  earlier: readonly (StageInputs | undefined)[],
): boolean {
  return !inputs.untracked && earlier.some((before) => !before?.untracked);
}

/** Moving names of a stage: of the branch that is built, then of the default one. */
function nameMoving(stage: Stage, { project, naming, epoch }: Surroundings): string[] {
  const branches = [naming.branch, naming.defaultBranch].filter((branch) => branch !== null);
  return [...new Set(branches)].map((branch) => nameMovingCache(stage, { project, branch, epoch }));
}

function nameOlder(
  earlier: readonly (StageInputs | undefined)[],
  options: CacheNameOptions & { readonly head: StageInputs },
): CacheNames[] {
  const names = new Map<string, CacheNames>();
  for (const inputs of earlier) {
    // What git does not track was not in a commit, so the name would be of something else.
    if (!inputs || inputs.untracked || inputs.missing.length > 0) continue;
    if (inputs.fingerprint === options.head.fingerprint) continue;
    const name = nameStageCache(inputs, options);
    if (name) names.set(name.own, name);
  }
  return [...names.values()];
}

/** A stage that only sets metadata costs less to run than to import. The target's cache saves pulling what it is copied from. */
function isWorthCaching({ stage }: StageInputs, isTarget: boolean): boolean {
  return isTarget || stage.steps.some(({ keyword }) => /^(RUN|COPY|ADD)$/.test(keyword));
}
