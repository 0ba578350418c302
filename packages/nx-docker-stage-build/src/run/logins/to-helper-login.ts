import type { HelperLogin } from '@docker-stage-build/engines';
import type { Credentials } from '@docker-stage-build/registries';

/** The user name by which Docker tells an identity token from a password. */
const TOKEN_USER = '<token>';

/** A login as credential helpers hand it to Docker. */
export function toHelperLogin(login: Credentials): HelperLogin {
  return 'identityToken' in login
    ? { username: TOKEN_USER, secret: login.identityToken }
    : { username: login.username, secret: login.password };
}

/** The registry that a server's address, as Docker keeps logins under it, belongs to: `https://index.docker.io/v1/` is Docker Hub. */
export function hostOfServer(server: string): string {
  return server.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}
