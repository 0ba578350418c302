import type { SummaryFacts } from './format-summary';

/** Writes what became of an image as JSON, for the steps of a pipeline that follow. */
export function formatResult({ plan, cache, result, pointed }: SummaryFacts): string {
  const { digest, cacheDigest, buildRef, stages, seconds } = result;
  const { project, target, platforms, tags, fingerprint } = plan;
  const document = {
    project,
    target,
    platforms,
    tags,
    digest,
    fingerprint,
    stages,
    cache: { ...cache, import: plan.import, digest: cacheDigest, names: pointed },
    buildRef,
    seconds,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
