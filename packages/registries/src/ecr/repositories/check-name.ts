import { StageBuildError } from '@docker-stage-build/core';
import type { EcrRegistry } from '../model';

interface NameRule {
  readonly pattern: RegExp;
  readonly max: number;
  readonly says: string;
}

const MIN_LENGTH = 2;

// The shapes `RepositoryName` of AWS's models ecr/2015-09-21 and ecr-public/2020-10-30.
const RULES: Readonly<Record<EcrRegistry['kind'], NameRule>> = {
  private: {
    pattern: /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/,
    max: 256,
    says: 'lower case letters and digits, with `.`, `_`, `__` or `-` between them, in parts between `/`',
  },
  public: {
    pattern: /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/,
    max: 205,
    says: 'lower case letters and digits, with one `.`, `_` or `-` between them, in parts between `/`',
  },
};

/** A repository's path on its host, taken apart. */
export interface RepositoryName {
  /** As the API knows it. */
  readonly name: string;
  /** The alias of an account's public registry; `null` on a private one. */
  readonly alias: string | null;
}

/**
 * Reads the name of a repository from its path on the registry's host.
 * @throws StageBuildError IMAGE_NAME_INVALID for a name that ECR would refuse, with one that it takes
 */
export function parseName(path: string, { kind, host }: EcrRegistry): RepositoryName {
  const whole = kind === 'public' ? splitAlias(path, host) : { name: path, alias: null };
  const { name } = whole;
  const rule = RULES[kind];
  if (name.length >= MIN_LENGTH && name.length <= rule.max && rule.pattern.test(name)) return whole;
  const suggestion = suggestName(name, kind);
  const where = kind === 'public' ? 'ECR Public' : 'ECR';
  throw new StageBuildError('IMAGE_NAME_INVALID', `${where} takes no repository named ${name}.`, {
    hint: `A name has ${MIN_LENGTH} to ${rule.max} characters: ${rule.says}.${suggestion === null ? '' : ` For example \`${suggestion}\`.`}`,
  });
}

/** The nearest name that ECR takes; `null` where nothing of the name is left. */
export function suggestName(name: string, kind: EcrRegistry['kind']): string | null {
  const parts = name.toLowerCase().split('/').map(mendPart).filter(Boolean);
  const whole = parts
    .join('/')
    .slice(0, RULES[kind].max)
    .replace(/[^a-z0-9]+$/, '');
  if (whole === '') return null;
  return whole.length < MIN_LENGTH ? `${whole}-image` : whole;
}

function mendPart(part: string): string {
  return part
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/[._-]{2,}/g, '-')
    .replace(/^[._-]|[._-]$/g, '');
}

function splitAlias(path: string, host: string): RepositoryName {
  const slash = path.indexOf('/');
  if (slash > 0) return { alias: path.slice(0, slash), name: path.slice(slash + 1) };
  throw new StageBuildError(
    'IMAGE_NAME_INVALID',
    `${host}/${path} lacks the alias of your public registry.`,
    {
      hint: `Write \`${host}/ALIAS/${path}\`; \`aws ecr-public describe-registries\` has the alias.`,
    },
  );
}
