/** A repository creation template, as ECR describes it. */
export interface CreationTemplate {
  readonly prefix?: string;
  readonly appliedFor?: readonly string[];
}

/** The prefix of the template for all repositories without one of their own. */
const ROOT = 'ROOT';

/**
 * Whether ECR itself makes a repository when it is first pushed to: a creation template for that fits its name. A prefix
 * always ends at a `/`.
 */
export function isMadeOnPush(name: string, templates: readonly CreationTemplate[]): boolean {
  return templates.some(
    ({ prefix = '', appliedFor = [] }) =>
      appliedFor.includes('CREATE_ON_PUSH') &&
      (prefix === ROOT || name.startsWith(`${prefix.replace(/\/$/, '')}/`)),
  );
}
