import type { AwsAccess } from '../ecr/model';

/** The name of an account, as it is or by the environment variable that holds it: one of both. */
interface AccountName {
  readonly username?: string | undefined;
  readonly usernameEnv?: string | undefined;
}

/** An AwsAccess as options have it. */
interface EcrAccess {
  readonly profile?: string | undefined;
  /** ARN of a role to assume. */
  readonly role?: string | undefined;
  readonly externalId?: string | undefined;
  readonly sessionName?: string | undefined;
  readonly endpoint?: AwsAccess['endpoint'] | undefined;
}

/** Where the login of a registry is found. It names its secret and never holds it; paths are absolute. */
export type LoginSource =
  | (AccountName & { readonly type: 'env'; readonly passwordEnv: string })
  | (AccountName & { readonly type: 'file'; readonly passwordFile: string })
  | { readonly type: 'helper'; readonly helper: string }
  /** Docker's `config.json`, or its folder. */
  | { readonly type: 'docker'; readonly config: string }
  | (EcrAccess & {
      readonly type: 'ecr';
      /** Twelve digits, and a region: what the host does not say. */
      readonly account?: string | undefined;
      readonly region?: string | undefined;
    })
  | (EcrAccess & { readonly type: 'ecr-public' });

/** The login of one registry: host with its port, `docker.io` for Docker Hub. */
export type Login = LoginSource & { readonly registry: string };

/** Whose logins a run uses: Docker's and AWS's own, none of ours, or those of a list before Docker's and AWS's. */
export type LoginWish = 'auto' | 'none' | readonly Login[];

const HUB_HOSTS = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];

/** A registry's one name: hosts are written in any case, and Docker Hub has three. */
export function registryName(host: string): string {
  const name = host.toLowerCase();
  return HUB_HOSTS.includes(name) ? 'docker.io' : name;
}

/** The entry of a list that is a registry's. */
export function loginFor(registry: string, wish: LoginWish): Login | null {
  if (typeof wish === 'string') return null;
  const wanted = registryName(registry);
  return wish.find((login) => registryName(login.registry) === wanted) ?? null;
}
