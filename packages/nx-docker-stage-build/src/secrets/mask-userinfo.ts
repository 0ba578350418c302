/** A user and a password, or a token, in a URL. */
const USERINFO = /([a-z][a-z0-9+.-]*:\/\/)([^/\s@"']+)@/gi;

/** Takes users and passwords out of the URLs of a text. */
export function maskUserinfo(text: string): string {
  return text.replace(USERINFO, (whole, scheme: string, userinfo: string) =>
    isSecret(scheme, userinfo) ? `${scheme}***@` : whole,
  );
}

/** What of the URLs of a text is secret. */
export function findUserinfo(text: string): string[] {
  return [...text.matchAll(USERINFO)].flatMap(([, scheme = '', userinfo = '']) =>
    isSecret(scheme, userinfo) ? [userinfo, userinfo.slice(userinfo.indexOf(':') + 1)] : [],
  );
}

/** `ssh://git@host` names a user and no more. */
function isSecret(scheme: string, userinfo: string): boolean {
  return userinfo.includes(':') || /^https?:/i.test(scheme);
}
