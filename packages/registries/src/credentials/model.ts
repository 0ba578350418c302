/** A login: a name with a password, or a token that is exchanged at the registry's token server. */
export type Credentials = (
  { readonly username: string; readonly password: string } | { readonly identityToken: string }
) & {
  /** Milliseconds since the epoch after which the registry refuses it; without it, it lasts. */
  readonly expires?: number;
};

export interface FindLogin {
  /** The login that the registry has just refused: a source that can make a new one does. */
  readonly refused?: Credentials;
}

/** Finds the login of a registry when it is needed. */
export interface CredentialSource {
  /**
   * A login that is good for some minutes more. Asking is cheap: a source keeps what it found until it nears its end.
   *
   * @param registry host with its port, `docker.io` for Docker Hub; `null` means anonymous
   */
  find(registry: string, options?: FindLogin): Promise<Credentials | null>;
}
