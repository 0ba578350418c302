import { maskUserinfo } from '../secrets/mask-userinfo';
import type { SummaryFacts } from './format-summary';

/** Writes what became of an image as JSON, for the steps of a pipeline that follow. */
export function formatResult({ plan, cache, found, run }: SummaryFacts): string {
  const { project, target, platforms, tags, fingerprint } = plan;
  const { result, pointed = [] } = run ?? {};
  const document = {
    project,
    target,
    platforms,
    tags,
    digest: result?.digest ?? found?.digest ?? null,
    fingerprint,
    reused: found !== null,
    stages: result?.stages ?? [],
    cache: { ...cache, import: plan.import, digest: result?.cacheDigest ?? null, names: pointed },
    buildRef: result?.buildRef ?? null,
    seconds: result?.seconds ?? 0,
  };
  // BuildKit puts the values of build arguments into the names of steps.
  return maskUserinfo(`${JSON.stringify(document, null, 2)}\n`);
}
