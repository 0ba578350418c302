import type { Credentials } from './model';

/** Whether two logins are the same to a registry, whenever they end. */
export function isSameLogin(one: Credentials | null, other: Credentials | null): boolean {
  if (one === null || other === null) return one === other;
  if ('identityToken' in one || 'identityToken' in other)
    return (
      'identityToken' in one &&
      'identityToken' in other &&
      one.identityToken === other.identityToken
    );
  return one.username === other.username && one.password === other.password;
}
