import type { Flag } from '../model';
import { suggest } from '../nearest';

type FlagKind = 'switch' | 'once' | 'many';

/** The flags of each instruction (BuildKit, frontend/dockerfile/instructions/parse.go). */
const FLAGS: Readonly<Record<string, Readonly<Record<string, FlagKind>>>> = {
  ADD: {
    checksum: 'once',
    chmod: 'once',
    chown: 'once',
    exclude: 'many',
    'keep-git-dir': 'switch',
    link: 'switch',
    unpack: 'switch',
  },
  COPY: {
    chmod: 'once',
    chown: 'once',
    exclude: 'many',
    from: 'once',
    link: 'switch',
    parents: 'switch',
  },
  FROM: { platform: 'once' },
  HEALTHCHECK: {
    interval: 'once',
    retries: 'once',
    'start-interval': 'once',
    'start-period': 'once',
    timeout: 'once',
  },
  RUN: { device: 'many', mount: 'many', network: 'once', security: 'once' },
};

/** BuildKit reads over the flags of these. */
const UNCHECKED = new Set(['ARG', 'STOPSIGNAL']);

export function splitFlag(text: string): Flag {
  const at = text.indexOf('=');
  return at < 0
    ? { name: text.slice(2), value: null }
    : { name: text.slice(2, at), value: text.slice(at + 1) };
}

/**
 * Checks that an instruction knows its flags and that each has the value it needs.
 * @throws SyntaxError
 */
export function checkFlags(keyword: string, flags: readonly Flag[]): void {
  if (flags.length === 0 || UNCHECKED.has(keyword)) return;
  const rules = FLAGS[keyword] ?? {};
  const seen = new Set<string>();
  for (const { name, value } of flags) {
    const kind = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (kind === undefined) {
      const known = Object.keys(rules);
      const nearest = suggest(name, known);
      throw new SyntaxError(`there is no flag \`--${name}\`. ${nearest}`.trimEnd());
    }
    if (kind !== 'many' && seen.has(name)) throw new SyntaxError(`\`--${name}\` is there twice`);
    seen.add(name);
    if (kind !== 'switch' && value === null) throw new SyntaxError(`\`--${name}\` needs a value`);
    if (kind === 'switch' && value !== null && !/^(true|false)$/i.test(value)) {
      throw new SyntaxError(`\`--${name}\` is \`true\` or \`false\`, not \`${value}\``);
    }
  }
}
