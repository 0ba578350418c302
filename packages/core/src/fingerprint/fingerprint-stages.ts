import { createHash } from 'node:crypto';
import { findFiles } from '../context/find-files';
import { joinFiles, type FoundFiles } from '../context/found-files';
import { isGit, readsGit } from '../context/reads-git';
import { resolveLinks } from '../context/resolve-links';
import type { Read, Source, Stage, StageGraph, Step } from '../dockerfile/stage-graph-model';
import { reachableStages } from '../dockerfile/stage-graph';
import { findOutside } from '../scope/find-outside';
import type { ContextContent, ContextFiles, Contexts } from './contexts';
import { neutralText } from './neutral-text';
import type { MissingSource, StageInputs } from './stage-inputs';

/** Changes when the way of fingerprinting does, so that older names are never taken for today's. */
const VERSION = 1;

/**
 * Fingerprints every stage that the target needs, dependencies first. Base images count by reference: their
 * digests belong to the cache name, so that a fingerprint is exact without a network. Stages whose inputs are equal in
 * another tree are taken over from there; `like` is of the same image, with the same contexts.
 */
export function fingerprintStages(
  graph: StageGraph,
  contexts: Contexts,
  { like }: { readonly like?: StagesInputs | undefined } = {},
): StagesInputs {
  const known = new Map<string, StageInputs>();
  for (const stage of reachableStages(graph, graph.target)) {
    const found = readFiles(stage, { contexts, known });
    const equal = like?.get(stage.id);
    const isEqual =
      equal?.stage === stage &&
      // A context that is a folder in one tree may be a link in another, which nothing is read of.
      equal.reads.length === found.length &&
      equal.reads.every((files, at) => files === found[at]) &&
      stage.needs.every((id) => known.get(id) === like?.get(id));
    known.set(stage.id, isEqual ? equal : gatherInputs(stage, { contexts, known, found }));
  }
  return known;
}

type StagesInputs = ReadonlyMap<string, StageInputs>;

/** A stage stands on all of its base. */
const WHOLE = { paths: ['.'], exclude: [], parents: false, required: false } as const;

/** What a stage's base and steps read from contexts that are files, in order. */
function readFiles({ base, steps }: Stage, sources: Sources): FoundFiles[] {
  const found: FoundFiles[] = [];
  const take = (read: Read): void => {
    const origin = originOf(read.from, sources);
    if (origin.kind === 'files') found.push(nameMade(findFiles(origin.index, read), origin));
  };
  take({ from: base, ...WHOLE });
  for (const { reads } of steps) reads.forEach(take);
  return found;
}

const named = new WeakMap<FoundFiles, FoundFiles>();

/** Tells files of a context that is made from those of the workspace, which may have the same path. */
function nameMade(found: FoundFiles, { made }: ContextFiles): FoundFiles {
  if (made === undefined) return found;
  let known = named.get(found);
  if (!known) {
    const files = [...joinFiles(found)].map(([path, id]) => [`${path} (${made})`, id] as const);
    named.set(found, (known = { ...found, parts: [new Map(files)] }));
  }
  return known;
}

interface Sources {
  readonly contexts: Contexts;
  /** Inputs of the stages before this one. */
  readonly known: StagesInputs;
}

/** A source, where it is a context what that is. */
type Origin = Exclude<Source, { kind: 'context' }> | ContextContent;

/** A stage that adds nothing to the folder it stands on, such as one that a context replaces, is that folder. */
function originOf(source: Source, { contexts, known }: Sources): Origin {
  if (source.kind === 'context') return contextOf(contexts, source.name);
  const stage = source.kind === 'stage' ? known.get(source.stage)?.stage : undefined;
  if (!stage || stage.steps.length > 0) return source;
  const origin = originOf(stage.base, { contexts, known });
  return origin.kind === 'files' ? origin : source;
}

type Place = Pick<Step, 'line' | 'keyword'>;

interface Surroundings extends Sources {
  /** What its base and steps read from contexts that are files, in order. */
  readonly found: readonly FoundFiles[];
}

function gatherInputs(stage: Stage, surroundings: Surroundings): StageInputs {
  const { contexts, known, found } = surroundings;
  const pending = found.values();
  const parents = new Map<string, string>();
  const images = new Set<string>();
  const unpinned = new Set<string>();
  const missing: MissingSource[] = [];
  let untracked = false;
  for (const id of stage.needs) {
    const parent = known.get(id) as StageInputs;
    parents.set(id, parent.fingerprint);
    for (const image of parent.images) images.add(image);
    for (const input of parent.unpinned) unpinned.add(input);
    untracked ||= parent.untracked;
  }

  const identifyOther = (origin: Exclude<Origin, ContextFiles>): unknown => {
    switch (origin.kind) {
      case 'stage':
        return ['stage', known.get(origin.stage)?.fingerprint];
      case 'image':
        images.add(origin.ref);
        return ['image', origin.ref];
      case 'opaque':
        if (origin.unpinned !== null) unpinned.add(origin.unpinned);
        return ['context', origin.value];
      case 'scratch':
        return ['scratch'];
      case 'url':
      case 'git':
        if (origin.checksum === null) unpinned.add(origin.url);
        return [origin.kind, origin.url, origin.checksum];
    }
  };

  const identify = (read: Read, { line, keyword }: Place): unknown => {
    const content = originOf(read.from, surroundings);
    if (content.kind !== 'files') return identifyOther(content);
    const files = pending.next().value as FoundFiles;
    untracked ||= !files.tracked;
    const holdsGit = content.made === undefined && readsGit(content.index, read);
    if (holdsGit) unpinned.add('.git, which .dockerignore could leave out');
    const outside = content.scoped ? findOutside(read, content.scoped) : [];
    const facts = { line, keyword, index: content.index, leftOutBy: null };
    for (const source of outside) missing.push({ ...facts, why: 'outside', ...source });
    for (const path of files.missing) {
      if (outside.some((source) => source.path === path) || (holdsGit && isGit(path))) continue;
      const leftOutBy = findRule(content, path);
      missing.push({ ...facts, path, why: leftOutBy ? 'ignored' : 'absent', leftOutBy });
    }
    for (const path of files.loops) missing.push({ ...facts, path, why: 'loop' });
    for (const path of files.unknown) missing.push({ ...facts, path, why: 'submodule' });
    return ['files', files.digest];
  };

  const identity = [
    VERSION,
    stage.platform,
    identify({ from: stage.base, ...WHOLE }, { line: stage.line, keyword: 'FROM' }),
    stage.steps.map((step) => [
      neutralText(step),
      step.args,
      step.reads.map((read) => identify(read, step)),
    ]),
  ];
  return {
    stage,
    fingerprint: createHash('sha256').update(JSON.stringify(identity)).digest('hex'),
    base: describeSource(stage.base, contexts),
    parents,
    reads: found,
    images: [...images].sort(),
    unpinned: [...unpinned].sort(),
    untracked,
    missing,
  };
}

/** The rule that leaves out a path, or what a link at its place leads to. */
function findRule(
  { index, ignoreFile = '.dockerignore' }: ContextFiles,
  path: string,
): MissingSource['leftOutBy'] {
  const rule = index.rules.decidedBy(resolveLinks(index, path)?.path ?? path);
  return rule === null || rule.negated ? null : { ...rule, file: ignoreFile };
}

function contextOf(contexts: Contexts, name: string | null): ContextContent {
  return contexts.get(name ?? '') ?? { kind: 'opaque', value: name ?? '', unpinned: name };
}

function describeSource(source: Source, contexts: Contexts): string {
  switch (source.kind) {
    case 'stage':
      return source.stage;
    case 'image':
      return source.ref;
    case 'context': {
      const content = contextOf(contexts, source.name);
      return content.kind === 'image' ? content.ref : `context ${source.name}`;
    }
    case 'scratch':
      return 'scratch';
    case 'url':
    case 'git':
      return source.url;
  }
}
