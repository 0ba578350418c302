import type { Stage } from '../dockerfile/stage-graph-model';
import { explainChange } from '../fingerprint/explain-change';
import { countFiles } from '../fingerprint/merge-files';
import { digestOf } from '../names/cache-name';
import { isAffected } from './affected';
import { existsAtHead } from './ask';
import { chooseImports } from './choose-imports';
import { decideReuse } from './decide-reuse';
import { basesOf } from './fingerprint-image';
import type { ImageInput } from './image-input';
import type { Knowledge } from './knowledge';
import { ownersLister, type ListOwners, type OwnerOf } from './owners';
import type { CachePlan, ContextPlan, ImagePlan, Plan, Runner, StageKey, StagePlan } from './plan';
import { nameStages, type ImageNodes, type StageNode } from './stage-nodes';

/** All that a plan depends on: the same request gives the same plan. */
export interface PlanRequest {
  readonly runner: Runner;
  /** Commit compared with; `null` when there is none. */
  readonly base: string | null;
  /** Which one it is, or why there is none. */
  readonly baseWhy: string;
  /** Head commit, or `working tree`. */
  readonly head: string;
  /** Cache of the run. */
  readonly cache: CachePlan;
  readonly images: readonly ImageToPlan[];
  readonly ownerOf: OwnerOf;
}

/** One image, and what its plan depends on besides. */
export interface ImageToPlan {
  readonly input: ImageInput;
  /** What registries said. */
  readonly knowledge: Knowledge;
  readonly cache: CachePlan;
  readonly cacheRefs: CacheRefs;
  /** Caches are exported even where all names exist: what they hold is not to be used. */
  readonly refresh: boolean;
}

/** Writes cache references as the engine takes them. */
export interface CacheRefs {
  /** Value of the `--cache-from` that imports a manifest. */
  readonly importOf: (digest: string) => string;
  /** Value of the `--cache-to` that exports an image's cache under a name. */
  readonly exportOf: (name: string) => string;
}

/** Decides for every image what is imported, fetched, exported and named. */
export function makePlan(request: PlanRequest): Plan {
  const sharing = countSharing(request.images);
  const listOwners = ownersLister(request.ownerOf);
  return {
    version: 1,
    runner: request.runner,
    base: request.base,
    baseWhy: request.baseWhy,
    head: request.head,
    images: request.images.map((image) => planImage(image, { request, sharing, listOwners })),
    cache: request.cache,
  };
}

interface Surroundings {
  readonly listOwners: ListOwners;
  readonly request: PlanRequest;
  readonly sharing: ReadonlyMap<string, ReadonlySet<string>>;
}

function planImage(image: ImageToPlan, surroundings: Surroundings): ImagePlan {
  const { request } = surroundings;
  const { input, knowledge, cache } = image;
  const nodes = nameStages(input, knowledge.bases);
  const reuse = decideReuse(input, knowledge);
  const isBuilt = reuse.decision !== 'reuse';
  const imports =
    isBuilt && cache.read ? chooseImports(nodes, knowledge.names) : { main: null, fetch: [] };
  const isKept = nodes.targets.every((target) => isKeptAtHead(target, knowledge));
  const write = isBuilt && cache.write && (image.refresh || !isKept);
  const exportName = write ? (nodes.targets[0]?.head?.own ?? null) : null;
  const { importOf, exportOf } = image.cacheRefs;
  return {
    project: input.project,
    dockerfile: input.dockerfile,
    target: input.head[0]?.target ?? '',
    platforms: input.head.map(({ platform }) => platform),
    tags: input.tags,
    context: planContext(input),
    fingerprint: reuse.fingerprint,
    decision: reuse.decision,
    why: [...explainAffected(nodes, request.base), ...reuse.why, ...(input.remarks ?? [])],
    stages: nodes.all.map((node) => planStage(node, image, surroundings)),
    bases: Object.fromEntries(
      basesOf(input.head).map((ref) => [ref, digestOf(ref, knowledge.bases)] as const),
    ),
    import: imports.main === null ? null : importOf(imports.main),
    fetch: imports.fetch.map(({ node, digest }) => ({
      ...keyOf(node.inputs.stage),
      from: importOf(digest),
    })),
    export: exportName === null ? null : exportOf(exportName),
    point: exportName === null ? [] : namesToPoint(nodes),
    ...(!isSame(cache, request.cache) && { cache }),
  };
}

/** Whether a cache is there that needs no other: what is not pinned may have changed since, under the same name. */
function isKeptAtHead(target: StageNode, knowledge: Knowledge): boolean {
  return existsAtHead(target, knowledge) && target.inputs.unpinned.length === 0;
}

function isSame(one: CachePlan, other: CachePlan): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function planContext({ scope }: ImageInput): ContextPlan {
  if (!scope) return { scope: 'all' };
  return { scope: 'graph', projects: scope.projects, include: scope.include };
}

function planStage(
  node: StageNode,
  { input: { project }, knowledge }: ImageToPlan,
  { request, sharing, listOwners }: Surroundings,
): StagePlan {
  const { inputs, base } = node;
  const names = [node.head, ...node.older].flatMap((name) => (name ? [name.own, name.shared] : []));
  const others = [...(sharing.get(inputs.fingerprint) ?? [])].filter((name) => name !== project);
  return {
    name: inputs.stage.id,
    platform: inputs.stage.platform,
    needs: node.needs.map(({ inputs: { stage } }) => keyOf(stage)),
    fingerprint: inputs.fingerprint,
    affected: request.base === null ? null : isAffected(inputs, base),
    why: [
      ...(request.base === null ? [] : explainChange(inputs, base)),
      ...inputs.unpinned.map((input) => `not pinned: ${input}`),
    ],
    projects: listOwners(inputs.reads),
    files: countFiles(inputs.reads),
    sharedWith: others.sort(),
    names: node.cacheable ? names : [],
    exists: existsSomewhere(names, knowledge),
    cacheable: node.cacheable,
  };
}

function keyOf({ id, platform }: Stage): StageKey {
  return { stage: id, platform };
}

/** `null` while none of the names was asked for. */
function existsSomewhere(names: readonly string[], { names: known }: Knowledge): boolean | null {
  const asked = names.filter((name) => known.has(name));
  return asked.length === 0 ? null : asked.some((name) => known.get(name) !== null);
}

function namesToPoint({ all }: ImageNodes): string[] {
  const names = all.flatMap(({ head, moving, cacheable }) =>
    head && cacheable ? [head.own, head.shared, ...(moving === null ? [] : [moving])] : [],
  );
  return [...new Set(names)].sort();
}

function explainAffected(nodes: ImageNodes, base: string | null): string[] {
  if (base === null) return [];
  const namesOf = (answer: boolean | null): string => {
    const found = nodes.all.filter((node) => isAffected(node.inputs, node.base) === answer);
    return [...new Set(found.map(({ inputs }) => inputs.stage.id))].join(', ');
  };
  const [affected, unknown] = [namesOf(true), namesOf(null)];
  if (affected === '' && unknown === '') return ['no stage is affected'];
  return [
    ...(affected === '' ? [] : [`affected stages: ${affected}`]),
    ...(unknown === '' ? [] : [`only the engine can tell: ${unknown}`]),
  ];
}

/** Fingerprint → projects with such a stage. */
function countSharing(images: readonly ImageToPlan[]): Map<string, Set<string>> {
  const sharing = new Map<string, Set<string>>();
  for (const {
    input: { project, head },
  } of images)
    for (const { stages } of head)
      for (const { fingerprint } of stages.values()) {
        const projects = sharing.get(fingerprint) ?? new Set();
        sharing.set(fingerprint, projects.add(project));
      }
  return sharing;
}
