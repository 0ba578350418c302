import { createHash } from 'node:crypto';
import { findFiles } from '../context/find-files';
import type { Read, Source, Stage, StageGraph } from '../dockerfile/stage-graph-model';
import { reachableStages } from '../dockerfile/stage-graph';
import { findOutside } from '../scope/find-outside';
import type { ContextContent, Contexts } from './contexts';
import { neutralText } from './neutral-text';
import type { MissingSource, StageInputs } from './stage-inputs';

/** Changes when the way of fingerprinting does, so that older names are never taken for today's. */
const VERSION = 1;

/**
 * Fingerprints every stage that the target needs, dependencies first. Base images count by reference: their
 * digests belong to the cache name, so that a fingerprint is exact without a network.
 */
export function fingerprintStages(
  graph: StageGraph,
  contexts: Contexts,
): ReadonlyMap<string, StageInputs> {
  const known = new Map<string, StageInputs>();
  for (const stage of reachableStages(graph, graph.target)) {
    known.set(stage.id, gatherInputs(stage, { contexts, known }));
  }
  return known;
}

interface Surroundings {
  readonly contexts: Contexts;
  /** Inputs of the stages before this one. */
  readonly known: ReadonlyMap<string, StageInputs>;
}

function gatherInputs(stage: Stage, { contexts, known }: Surroundings): StageInputs {
  const parents = stage.needs.map((id) => known.get(id) as StageInputs);
  const files = new Map<string, string>();
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
    const content = read.from.kind === 'context' ? contextOf(contexts, read.from.name) : null;
    if (content?.kind !== 'files') return identify(read.from);
    const { index } = content;
    const found = findFiles(index, read);
    const prefix = index.folder === '' ? '' : `${index.folder}/`;
    for (const path of found.paths) {
      const entry = index.entries.get(path);
      files.set(prefix + path, `${entry?.type} ${entry?.hash}`);
    }
    untracked ||= !found.tracked;
    const outside = content.scoped ? findOutside(read, content.scoped) : [];
    for (const source of outside) missing.push({ line, keyword, why: 'outside', ...source });
    for (const path of found.missing) {
      if (outside.some((source) => source.path === path)) continue;
      const why = index.ignores(path.replace(/^[./]+/, '')) ? 'ignored' : 'absent';
      missing.push({ line, keyword, path, why });
    }
    for (const path of found.loops) missing.push({ line, keyword, path, why: 'loop' });
    return ['files', found.digest];
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
    files,
    images: [...images].sort(),
    unpinned: [...unpinned].sort(),
    untracked,
    missing,
  };
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
