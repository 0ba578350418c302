import type { AwsAnswer } from './script';

/** What new repositories below a prefix get; `ROOT` is for those without one. */
export interface CreationTemplate {
  readonly prefix: string;
  readonly appliedFor: readonly string[];
  readonly imageTagMutability?: string;
  readonly imageTagMutabilityExclusionFilters?: unknown;
  readonly encryptionConfiguration?: unknown;
  readonly resourceTags?: readonly unknown[];
  readonly repositoryPolicy?: string;
  readonly lifecyclePolicy?: string;
}

type Answer = AwsAnswer | { readonly body: unknown };

/** The actions of repository creation templates, which moto does not have. */
export class Templates {
  readonly #templates = new Map<string, CreationTemplate>();

  /** The answer to an action; `null` where it is none of templates. */
  answer(
    action: string,
    input: CreationTemplate & { readonly prefixes?: string[] },
  ): Answer | null {
    const known = this.#templates.get(input.prefix);
    switch (action) {
      case 'CreateRepositoryCreationTemplate':
        return known ? refusal('TemplateAlreadyExistsException', input.prefix) : this.#keep(input);
      case 'UpdateRepositoryCreationTemplate':
        return known ? this.#keep({ ...known, ...input }) : missing(input.prefix);
      case 'DeleteRepositoryCreationTemplate':
        this.#templates.delete(input.prefix);
        return known ? { body: { repositoryCreationTemplate: known } } : missing(input.prefix);
      case 'DescribeRepositoryCreationTemplates': {
        const wanted = [...this.#templates.values()].filter(
          ({ prefix }) => input.prefixes?.includes(prefix) ?? true,
        );
        return { body: { repositoryCreationTemplates: wanted } };
      }
      default:
        return null;
    }
  }

  /** The template by which a push makes a repository: that of the longest prefix. */
  forPush(repository: string): CreationTemplate | null {
    const fitting = [...this.#templates.values()].filter(
      ({ prefix, appliedFor }) =>
        appliedFor.includes('CREATE_ON_PUSH') &&
        (prefix === 'ROOT' || repository.startsWith(`${prefix}/`)),
    );
    const depth = ({ prefix }: CreationTemplate) => (prefix === 'ROOT' ? 0 : prefix.length);
    return fitting.sort((a, b) => depth(b) - depth(a))[0] ?? null;
  }

  #keep(template: CreationTemplate): Answer {
    this.#templates.set(template.prefix, template);
    return { body: { repositoryCreationTemplate: template } };
  }
}

function missing(prefix: string): AwsAnswer {
  return refusal('TemplateNotFoundException', prefix);
}

function refusal(exception: string, prefix: string): AwsAnswer {
  return { status: 400, exception, message: `The template with prefix '${prefix}'` };
}
