import type { EcrCall, FoundRepository } from '../model';
import { toFound, type Described } from '../read-repository';

type Input = Readonly<Record<string, unknown>>;
type Tags = readonly { readonly Key: string; readonly Value: string }[];

const tagsOf = (input: Input): Record<string, string> =>
  Object.fromEntries(((input['tags'] ?? []) as Tags).map(({ Key, Value }) => [Key, Value]));

/** What ECR makes of a repository by a call. */
const EFFECTS: Readonly<Record<string, (found: FoundRepository, input: Input) => FoundRepository>> =
  {
    CreateRepository: (_, input) => ({
      ...toFound(input as Described),
      ...{ tags: tagsOf(input), lifecycle: null, policy: null },
    }),
    PutImageTagMutability: (found, input) => {
      const { mutability, exclusions } = toFound(input as Described);
      return { ...found, mutability, exclusions };
    },
    PutImageScanningConfiguration: (found, input) => {
      const { scanOnPush } = toFound(input as Described);
      return { ...found, scanOnPush };
    },
    TagResource: (found, input) => ({ ...found, tags: { ...found.tags, ...tagsOf(input) } }),
    PutLifecyclePolicy: (found, input) => ({
      ...found,
      lifecycle: input['lifecyclePolicyText'] as string,
    }),
    DeleteLifecyclePolicy: (found) => ({ ...found, lifecycle: null }),
    SetRepositoryPolicy: (found, input) => ({ ...found, policy: input['policyText'] as string }),
  };

/** A repository after calls, by what ECR's API reference says of each. */
export function applyCalls(found: FoundRepository, calls: readonly EcrCall[]): FoundRepository {
  return calls.reduce((now, { operation, input }) => {
    const effect = EFFECTS[operation];
    if (!effect) throw new Error(`${operation} is not known here`);
    return effect(now, input);
  }, found);
}
