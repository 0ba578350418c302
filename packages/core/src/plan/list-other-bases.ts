import { formatImageRef, parseImageRef, withDefaultTag } from '../names/image-ref';
import { digestOf } from '../names/cache-name';

/** A base image that is not, or may not be, what the plan took it for. */
export interface OtherBase {
  readonly ref: string;
  /** What the engine built on; `null` where it did not say. */
  readonly built: string | null;
}

/**
 * Compares the base images that a plan resolved with those that the engine built on. References that carry their digest cannot differ.
 * @param planned digests by reference as written
 * @param built digests by canonical name
 */
export function listOtherBases(
  planned: Readonly<Record<string, string | null>>,
  built: ReadonlyMap<string, string>,
): OtherBase[] {
  return Object.entries(planned).flatMap(([ref, digest]) => {
    if (digestOf(ref, new Map()) !== null) return [];
    const found = built.get(formatImageRef(withDefaultTag(parseImageRef(ref)))) ?? null;
    return found === digest ? [] : [{ ref, built: found }];
  });
}
