import { canLoad, type BuildJob, type EngineFacts } from '@docker-stage-build/engines';
import type { ImageOptions } from '../../options';

export interface ChooseOutputs {
  readonly options: Pick<ImageOptions, 'isLoadAsked'>;
  readonly facts: EngineFacts;
  readonly warn: (message: string) => void;
}

/**
 * The job with what its engine can put out: where no Docker takes images, one that is loaded by default alone stays in the cache of the
 * builder, as with `docker buildx build`.
 */
export function withPossibleOutputs(
  job: BuildJob,
  { options, facts, warn }: ChooseOutputs,
): BuildJob {
  const isLoaded = job.outputs.some(({ type }) => type === 'load');
  if (!isLoaded || options.isLoadAsked || canLoad(facts)) return job;
  warn(
    `No Docker answers that could take the image of ${job.project}: it stays in the cache of the builder "${facts.builder.name}". Push it with --push, or write it into a file with --outputs=type=oci,dest=….`,
  );
  return { ...job, outputs: [{ type: 'cacheonly' }] };
}
