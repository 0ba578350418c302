import { createHash } from 'node:crypto';
import { findFiles } from '../context/find-files';
import type { FoundFiles } from '../context/found-files';
import { isGit, readsGit } from '../context/reads-git';
import { resolveLinks } from '../context/resolve-links';
import type { Read, Source, Stage, StageGraph } from '../dockerfile/stage-graph-model';
import { reachableStages } from '../dockerfile/stage-graph';
import { findOutside } from '../scope/find-outside';
import type { ContextContent, ContextFiles, Contexts } from './contexts';
import { mergeFiles } from './merge-files';
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
    const found = readFiles(stage, contexts);
    const equal = like?.get(stage.id);
    const isEqual =
      equal?.stage === stage &&
      equal.reads.every((files, at) => files === found[at]) &&
      stage.needs.every((id) => known.get(id) === like?.get(id));
    known.set(stage.id, isEqual ? equal : gatherInputs(stage, { contexts, known, found }));
  }
  return known;
}

type StagesInputs = ReadonlyMap<string, StageInputs>;

/** What a stage's steps read from contexts that are files, in order. */
function readFiles({ steps }: Stage, contexts: Contexts): FoundFiles[] {
  const found: FoundFiles[] = [];
  for (const { reads } of steps) {
    for (const read of reads) {
      const content = filesOf(read, contexts);
      if (content) found.push(nameMade(findFiles(content.index, read), content));
    }
  }
  return found;
}

const named = new WeakMap<FoundFiles, FoundFiles>();

/** Tells files of a context that is made from those of the workspace, which may have the same path. */
function nameMade(found: FoundFiles, { made }: ContextFiles): FoundFiles {
  if (made === undefined) return found;
  let known = named.get(found);
  if (!known) {
    const files = [...found.files].map(([path, id]) => [`${path} (${made})`, id] as const);
    const renamed = new Map(files);
    named.set(found, (known = { ...found, files: renamed, parts: [renamed] }));
  }
  return known;
}

function filesOf({ from }: Read, contexts: Contexts): ContextFiles | null {
  if (from.kind !== 'context') return null;
  const content = contextOf(contexts, from.name);
  return content.kind === 'files' ? content : null;
}

interface Surroundings {
  readonly contexts: Contexts;
  /** Inputs of the stages before this one. */
  readonly known: StagesInputs;
  /** What its steps read from contexts that are files, in order. */
  readonly found: readonly FoundFiles[];
}

function gatherInputs(stage: Stage, { contexts, known, found }: Surroundings): StageInputs {
  const parents = stage.needs.map((id) => known.get(id) as StageInputs);
  const pending = found.values();
  const images = new Set(parents.flatMap((parent) => parent.images));
  const unpinned = new Set(parents.flatMap((parent) => parent.unpinned));
  const missing: MissingSource[] = [];
  let untracked = parents.some((parent) => parent.untracked);

  const identify = (source: Source): unknown => {
    switch (source.kind) {
      case 'stage':
        return ['stage', known.get(source.stage)?.fingerprint];
      case 'image':
        images.add(source.ref);
        return ['image', source.ref];
      case 'context': {
        const content = contextOf(contexts, source.name);
        if (content.kind === 'image') return identify({ kind: 'image', ref: content.ref });
        if (content.kind === 'files') return ['files', content.index.folder];
        unpinned.add(content.value);
        return ['context', content.value];
      }
      case 'scratch':
        return ['scratch'];
      case 'url':
      case 'git':
        if (source.checksum === null) unpinned.add(source.url);
        return [source.kind, source.url, source.checksum];
    }
  };

  const identifyRead = (read: Read, { line, keyword }: Stage['steps'][number]): unknown => {
    const content = filesOf(read, contexts);
    if (!content) return identify(read.from);
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
    identify(stage.base),
    stage.steps.map((step) => [
      neutralText(step),
      step.args,
      step.reads.map((read) => identifyRead(read, step)),
    ]),
  ];
  return {
    stage,
    fingerprint: createHash('sha256').update(JSON.stringify(identity)).digest('hex'),
    base: describeSource(stage.base, contexts),
    parents: new Map(parents.map((parent) => [parent.stage.id, parent.fingerprint])),
    reads: found,
    // Only what changed is looked at file by file.
    get files() {
      return mergeFiles(found.map(({ files }) => files));
    },
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
  return contexts.get(name ?? '') ?? { kind: 'opaque', value: name ?? '' };
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
