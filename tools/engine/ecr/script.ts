/** An error of AWS's API. */
export interface AwsAnswer {
  readonly status: number;
  /** AWS's name of it: `ThrottlingException`. */
  readonly exception: string;
  readonly message: string;
}

/** What happens to calls of AWS's API. */
export interface EcrFault {
  /** The action as AWS names it, `CreateRepository`; without it, any. */
  readonly action?: string;
  /** How many calls it happens to. Default 1; `null` for all that follow. */
  readonly times?: number | null;
  /** An error instead of the action; or the connection is cut: before the action, or after it, when its reply is lost. */
  readonly answer: AwsAnswer | 'reset' | 'lost reply';
}

/** What a stand-in is told to do. What is not named stays as it is. */
export interface EcrScript {
  /** Faults to come, first match first; they replace those told before. */
  readonly faults?: readonly EcrFault[];
  /** Seconds that tokens last from now on. */
  readonly tokenLife?: number;
  /** `true` ends all tokens that were given out. */
  readonly expireTokens?: boolean;
  /** Manifests that may be put in a second, by the API and by pushes; `null` for any number. */
  readonly putImageRate?: number | null;
  /** Seconds by which AWS's clock is ahead; signatures are then checked against it. */
  readonly clock?: number;
}

/** A call of AWS's API that arrived. */
export interface EcrCall {
  readonly action: string;
  readonly status: number | 'cut';
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Where a stand-in takes its script, and tells its calls. */
export const SCRIPT_PATH = '/stand-in/script';
export const CALLS_PATH = '/stand-in/calls';

/** The IAM policy that would allow an action is missing. */
export function denied(action: string, resource: string): AwsAnswer {
  const user = 'arn:aws:iam::123456789012:user/builder';
  return {
    status: 400,
    exception: 'AccessDeniedException',
    message: `User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  };
}

export const THROTTLED: AwsAnswer = {
  status: 400,
  exception: 'ThrottlingException',
  message: 'Rate exceeded',
};

export const LIMIT_EXCEEDED: AwsAnswer = {
  status: 400,
  exception: 'LimitExceededException',
  message: "The maximum number of repositories '10000' has been reached.",
};

/** Tells a stand-in what to do. */
export async function scriptEcr(endpoint: string, script: EcrScript): Promise<void> {
  const body = JSON.stringify(script);
  const { status } = await fetch(endpoint + SCRIPT_PATH, { method: 'POST', body });
  if (status !== 204) throw new Error(`the script was refused: ${status}`);
}

/** The calls of AWS's API that a stand-in has seen, oldest first. */
export async function readEcrCalls(endpoint: string): Promise<readonly EcrCall[]> {
  const response = await fetch(endpoint + CALLS_PATH);
  return (await response.json()) as EcrCall[];
}
