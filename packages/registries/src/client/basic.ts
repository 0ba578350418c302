export interface BasicLogin {
  readonly username: string;
  readonly password: string;
}

/** The part of a `Basic` header after its scheme (RFC 7617). */
export function basicValue({ username, password }: BasicLogin): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}
