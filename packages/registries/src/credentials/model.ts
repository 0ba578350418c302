/** A login: a name with a password, or a token that is exchanged at the registry's token server. */
export type Credentials =
  { readonly username: string; readonly password: string } | { readonly identityToken: string };

/** Finds the login of a registry when it is needed. */
export interface CredentialSource {
  /** @param registry host with its port, `docker.io` for Docker Hub; `null` means anonymous */
  find(registry: string): Promise<Credentials | null>;
}
