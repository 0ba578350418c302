import type { IncomingMessage } from 'node:http';
import { SERVICE } from './control-plane';
import { readBody } from './http';
import type { AwsAnswer } from './script';

/** Whose API is called: ECR's, public ECR's, or another one of AWS's. */
export type Api = 'private' | 'public' | 'other';

/** A call of AWS's API. */
export interface Call {
  readonly api: Api;
  /** As AWS names it; `null` for what is none, such as moto's own pages. */
  readonly action: string | null;
  readonly body: string;
  readonly incoming: Pick<IncomingMessage, 'method' | 'url' | 'headers'>;
}

/** What is answered to a call. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
}

/** What `x-amz-target` of public ECR begins with. */
export const PUBLIC_SERVICE = 'SpencerFrontendService';
const JSON_TYPE = 'application/x-amz-json-1.1';

export async function readCall(incoming: IncomingMessage): Promise<Call> {
  const body = await readBody(incoming);
  const [service = '', action = null] =
    incoming.headers['x-amz-target']?.toString().split('.') ?? [];
  const apis: Readonly<Record<string, Api>> = { [SERVICE]: 'private', [PUBLIC_SERVICE]: 'public' };
  const api = apis[service] ?? 'other';
  return { api, action: action ?? queryAction(body), body, incoming };
}

/** STS and IAM name the action in a form. */
function queryAction(body: string): string | null {
  return /(?:^|&)Action=(\w+)/.exec(body)?.[1] ?? null;
}

export function jsonReply(value: unknown): Reply {
  return { status: 200, body: JSON.stringify(value), contentType: JSON_TYPE };
}

/** An error in the form of the API that was called. */
export function errorReply({ status, exception, message }: AwsAnswer, { api }: Call): Reply {
  if (api !== 'other') {
    const body = JSON.stringify({ __type: exception, message });
    return { status, body, contentType: JSON_TYPE };
  }
  const error = `<Error><Type>Sender</Type><Code>${exception}</Code><Message>${message}</Message></Error>`;
  const body = `<ErrorResponse>${error}<RequestId>stand-in</RequestId></ErrorResponse>`;
  return { status, body, contentType: 'text/xml' };
}
