import { analyzeImage } from '@docker-stage-build/core';
import { fillIn, makeDockerfile, type Question } from './dockerfile';
import type { Place } from './place';
import { readTree } from './read-tree';

/** What the planner knows of the bytes that a case is made from. */
export interface PlannedCase {
  /** Fingerprint, and digests of images: what cache names and reuse are made from. */
  readonly identity: string;
  readonly unpinned: readonly string[];
}

export async function planCases(question: Question, place: Place): Promise<PlannedCase[]> {
  const text = makeDockerfile(question, place);
  const contexts = Object.entries(question.contexts).map(
    ([name, value]) => [name, fillIn(value, place)] as const,
  );
  const [platform] = analyzeImage(
    {
      project: 'remote',
      dockerfile: 'Dockerfile',
      context: '',
      target: null,
      platforms: ['linux/amd64'],
      buildPlatform: 'linux/amd64',
      buildArgs: {},
      contexts: Object.fromEntries(contexts),
      tags: [],
    },
    { tree: readTree(place.root), textOf: (path) => (path === 'Dockerfile' ? text : null) },
  );
  const digest = await place.resolve();
  return question.cases.map(({ name }, at) => {
    const inputs = platform?.stages.get(`case-${at}`);
    if (!inputs) throw new Error(`the planner has no stage of ${name}`);
    const images = inputs.images.map((ref) =>
      ref === `${place.names['image']}:1` ? `${ref}@${digest}` : ref,
    );
    return { identity: [inputs.fingerprint, ...images].join(' '), unpinned: inputs.unpinned };
  });
}
