/** What AWS says was not allowed; `null` for what it does not say. */
export interface Denial {
  /** ARN of who called. */
  readonly caller: string | null;
  /** `ecr:CreateRepository` */
  readonly action: string | null;
  /** ARN of what it was done to. */
  readonly resource: string | null;
  /** Whether a policy forbids it, so that one more that allows it would not help. */
  readonly isExplicit: boolean;
}

/**
 * Reads AWS's message about a denied call. Its form is described in
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function readDenial(message: string): Denial {
  return {
    caller: /User: (arn:[^\s"]+)/.exec(message)?.[1] ?? null,
    action: /perform:? "?([a-z0-9-]+:[A-Za-z]+)/.exec(message)?.[1] ?? null,
    resource: /on resource:? "?(arn:[^\s",]+)/.exec(message)?.[1] ?? null,
    isExplicit: /explicit deny/.test(message),
  };
}

/** The smallest policy that allows an action, to be copied. */
export function renderPolicy(action: string, resource: string): string {
  const statement = { Effect: 'Allow', Action: action, Resource: resource };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

/** The account that an ARN names, `null` for none. */
export function accountOf(arn: string | null): string | null {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn ?? '')?.[1] ?? null;
}
