import { StageBuildError } from '@docker-stage-build/core';
import { ownDockerConfig, type OwnDockerConfig } from '@docker-stage-build/engines';
import {
  isDockerEnough,
  isDockersOwn,
  openLogins,
  type CredentialSource,
  type LoginWish,
} from '@docker-stage-build/registries';
import { knownSecrets } from '../../secrets/known-secrets';
import { hostOfServer, toHelperLogin } from './to-helper-login';

export interface LoginSurroundings {
  /** The user's environment. */
  readonly env: NodeJS.ProcessEnv;
  readonly warn: (message: string) => void;
}

/** The logins of a run: for our own requests of registries, and for the engine. */
export interface RunLogins {
  readonly credentials: CredentialSource;
  /**
   * Makes sure that registries with an entry, and those of ECR, have logins, before minutes go into a build.
   * @throws StageBuildError LOGIN_MISSING or one of AWS's
   */
  check(registries: readonly string[]): Promise<void>;
  /**
   * The environment for an engine that asks these registries: the user's own where Docker's configuration does, else one whose
   * logins are asked of this process until `close`.
   * @throws StageBuildError LOGIN_UNSUPPORTED
   */
  engineEnv(registries: readonly string[]): Promise<NodeJS.ProcessEnv>;
  /** Leaves nothing behind. */
  close(): Promise<void>;
}

/** Opens the logins of a run. Nothing is read, asked or made before it is needed. */
export function openRunLogins(wish: LoginWish, { env, warn }: LoginSurroundings): RunLogins {
  const credentials = openLogins(wish, {
    env,
    warn,
    keepSecret: (...secrets) => knownSecrets.add(...secrets),
  });
  let own: Promise<OwnDockerConfig> | undefined;

  const find = async (server: string) => {
    const login = await credentials.find(hostOfServer(server));
    return login && toHelperLogin(login);
  };
  return {
    credentials,
    check: async (registries) => {
      const ours = registries.filter((registry) => !isDockersOwn(registry, { wish, env }));
      await Promise.all(ours.map((registry) => credentials.find(registry)));
    },
    engineEnv: async (registries) => {
      if (isDockerEnough(registries, { wish, env })) return env;
      if (process.platform === 'win32') return withoutSockets(wish, env);
      own ??= ownDockerConfig(env, find);
      return (await own).env;
    },
    close: async () => {
      // One that could not be made left nothing.
      const made = await own?.catch(() => null);
      await made?.close();
    },
  };
}

/** Docker on Windows starts no helper of ours: there the engine has Docker's own logins, and no others. */
function withoutSockets(wish: LoginWish, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (wish === 'auto') return env;
  throw new StageBuildError('LOGIN_UNSUPPORTED', 'A list of logins is not supported on Windows', {
    hint: 'Use `docker login` or a credential helper of Docker, and leave `login` out; or build in WSL.',
  });
}
