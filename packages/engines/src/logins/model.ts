/** A login as credential helpers hand it to Docker: the user name `<token>` says that the secret is an identity token. */
export interface HelperLogin {
  readonly username: string;
  readonly secret: string;
}

/**
 * Finds the login of a server by the address that Docker keeps it under, `ghcr.io` or `https://index.docker.io/v1/`;
 * `null` for none. The message of what it rejects with is shown to people, and holds no secret.
 */
export type FindHelperLogin = (server: string) => Promise<HelperLogin | null>;

/** A configuration of Docker that a run has for itself. */
export interface OwnDockerConfig {
  /** The environment for processes that are to use it. */
  readonly env: NodeJS.ProcessEnv;
  /** Stops answering, and removes it. */
  close(): Promise<void>;
}
