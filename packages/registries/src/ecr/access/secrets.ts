import { Redactor } from '../../client/redact';

/** What a credential provider of AWS's SDK finds. */
interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** AWS repeats the headers of a request whose signature it does not accept, also of keys that never came by here. */
const TOKEN_HEADER = /(x-amz-security-token[:="' ]{1,4})[\w+/=%-]+/gi;

/** The secrets of one access to AWS, taken out of what AWS says. */
export class Secrets {
  readonly #redactor = new Redactor();

  constructor(env: Readonly<Record<string, string | undefined>>) {
    const { AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN = '' } = env;
    this.#redactor.add(AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN);
  }

  add({ accessKeyId, secretAccessKey, sessionToken = '' }: Keys): void {
    this.#redactor.add(accessKeyId, secretAccessKey, sessionToken);
  }

  redact(text: string): string {
    return this.#redactor.redact(text).replace(TOKEN_HEADER, '$1***');
  }
}
