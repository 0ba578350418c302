import { parseImageRef } from '@docker-stage-build/core';
import {
  inspectEngine,
  prepareBuilder,
  type BuildJob,
  type EngineFacts,
} from '@docker-stage-build/engines';
import type { ImageDraft } from '../prepare/draft-image';

export interface EngineSurroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Finds the builder of a job; facts of an engine are asked for once a run. */
export interface BuilderFinder {
  /** Starts to ask, so that files can be read meanwhile. What is wrong with the files is told first. */
  readonly inspect: (builder: string | null) => Promise<EngineFacts>;
  /**
   * A builder that can do the job; one of our own where the one at hand cannot. A dry run makes none.
   * @throws StageBuildError when there is none
   */
  readonly find: (draft: ImageDraft, job: BuildJob) => Promise<EngineFacts>;
}

export function builderFinder(surroundings: EngineSurroundings): BuilderFinder {
  const asked = new Map<string | null, Promise<EngineFacts>>();
  const inspect = (builder: string | null): Promise<EngineFacts> => {
    const facts = asked.get(builder) ?? inspectEngine({ builder, ...surroundings });
    facts.catch(() => undefined);
    asked.set(builder, facts);
    return facts;
  };
  return {
    inspect,
    find: async (draft, job) => {
      const facts = await inspect(job.builder);
      if (draft.options.dryRun) return facts;
      const { write, kind } = draft.cache;
      return prepareBuilder(facts, {
        job,
        cache: write ? kind : 'none',
        registries: registriesOf(draft),
        ...surroundings,
      });
    },
  };
}

/** Hosts that the builder pushes to or keeps caches in. */
function registriesOf({ request: { tags }, cache: { kind, location } }: ImageDraft): string[] {
  const names = kind === 'registry' && location !== null ? [...tags, location] : tags;
  return [...new Set(names.map((name) => parseImageRef(name).registry))];
}
