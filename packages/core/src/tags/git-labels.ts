/** What git says of the commit that is built. */
export interface LabelFacts {
  readonly sha: string | null;
  /** The commit's date, ISO 8601. */
  readonly date: string | null;
  /** Web address of the repository. */
  readonly source: string | null;
}

/**
 * Labels that tell where an image comes from (annotations of the OCI image-spec). `created` is the commit's date, not the
 * clock's: the same commit gives the same image. What git does not know has no label.
 */
export function gitLabels({ sha, date, source }: LabelFacts): Record<string, string> {
  return {
    ...(sha && { 'org.opencontainers.image.revision': sha }),
    ...(source && { 'org.opencontainers.image.source': source }),
    ...(date && { 'org.opencontainers.image.created': new Date(date).toISOString() }),
  };
}
