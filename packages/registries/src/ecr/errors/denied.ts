/** What AWS says was not allowed, as far as it says so. */
export interface Denial {
  /** ARN of who called. */
  readonly caller?: string | undefined;
  /** `ecr:CreateRepository` */
  readonly action?: string | undefined;
  /** ARN of what it was done to. */
  readonly resource?: string | undefined;
  /** Whether a policy forbids it, so that one more that allows it would not help. */
  readonly isExplicit: boolean;
}

/**
 * Reads AWS's message about a denied call. Its form is described in
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function readDenial(message: string): Denial {
  return {
    caller: /User: (arn:[\w:/.+=@-]+)/.exec(message)?.[1],
    action: /perform:? "?([a-z0-9-]+:[A-Za-z]+)/.exec(message)?.[1],
    resource: /on resource:? "?(arn:[\w:/.*+=@-]+)/.exec(message)?.[1],
    isExplicit: message.includes('explicit deny'),
  };
}

/** The smallest policy that allows an action, to be copied. */
function renderPolicy(action: string, resource: string): string {
  const statement = { Effect: 'Allow', Action: action, Resource: resource };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

/** The account that an ARN names, `null` for none. */
function accountOf(arn: string | undefined): string | null {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn ?? '')?.[1] ?? null;
}

/** The way out of a denied call. */
export function hintForDenial(denial: Denial & { readonly action: string }): string {
  const { caller, action, resource, isExplicit } = denial;
  if (action === 'sts:AssumeRoleWithWebIdentity')
    return `Let the trust policy of ${resource ?? 'the role'} name the provider of the identity, with conditions on \`aud\` and \`sub\` that this job meets.`;
  if (action.startsWith('sts:Assume'))
    return `Let the trust policy of the role name who calls (and the external id), and allow it to: ${renderPolicy(action, resource ?? '*')}`;
  if (isExplicit)
    return `A policy forbids ${action} (a boundary, an organization's or the repository's): only who wrote it can allow it.`;
  const policy = renderPolicy(action, resource ?? '*');
  return `Add this to the IAM policies of ${caller ?? 'who calls'}: ${policy}.${foreignHint(caller, resource)}`;
}

function foreignHint(caller: string | undefined, resource: string | undefined): string {
  const [from, to] = [accountOf(caller), accountOf(resource)];
  if (from === null || to === null || from === to) return '';
  return ` It calls from account ${from}: the repository's policy in account ${to} has to allow it, too.`;
}
