/** One way that a server offers to authenticate. */
export interface Challenge {
  /** In lower case: `basic`, `bearer`. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
}

// Tokens and quoted strings of RFC 9110, sections 5.6.2, 5.6.4 and 11.6.1
const TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
const PARAMETER = new RegExp(`^(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN}))`);
const SCHEME = new RegExp(`^(${TOKEN})(?:\\s+|$|(?=,))`);
const SEPARATORS = /^[\s,]+/;

/** Reads a `WWW-Authenticate` header, which may carry several challenges; what is no challenge is passed over. */
export function parseChallenges(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  let rest = header;
  for (;;) {
    rest = rest.replace(SEPARATORS, '');
    const parameter = PARAMETER.exec(rest);
    const scheme = SCHEME.exec(rest);
    const current = challenges.at(-1);
    if (parameter && current) {
      const [matched, name = '', quoted, token] = parameter;
      current.parameters[name.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? token ?? '';
      rest = rest.slice(matched.length);
    } else if (scheme) {
      challenges.push({ scheme: (scheme[1] ?? '').toLowerCase(), parameters: {} });
      rest = rest.slice(scheme[0].length);
    } else return challenges;
  }
}
