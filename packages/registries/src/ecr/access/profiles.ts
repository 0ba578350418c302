import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { AwsError } from '../errors/aws-error';

/** Some organizations have hundreds. */
const MOST_LISTED = 20;

type Environment = Readonly<Record<string, string | undefined>>;

/** The profile that is in force: the one asked for, else the environment's; `null` for none. */
export function profileInForce(asked: string | undefined, env: Environment): string | null {
  return asked || env['AWS_PROFILE'] || null;
}

/**
 * Refuses a profile that does not exist. The SDK would go on to an instance's own role, and build as somebody else.
 * @throws AwsError AWS_PROFILE_UNKNOWN
 */
export async function checkProfile(profile: string | null, env: Environment): Promise<void> {
  if (profile === null || profile === 'default') return;
  const home = join(env['HOME'] || homedir(), '.aws');
  const config = env['AWS_CONFIG_FILE'] || join(home, 'config');
  const credentials = env['AWS_SHARED_CREDENTIALS_FILE'] || join(home, 'credentials');
  const names = new Set([
    ...profilesOfConfig(await readText(config)),
    ...profilesOfCredentials(await readText(credentials)),
  ]);
  if (names.has(profile)) return;
  throw new AwsError('AWS_PROFILE_UNKNOWN', `The AWS profile "${profile}" does not exist`, {
    hint: `Profiles in ${config} and ${credentials}: ${list([...names])}. \`aws configure --profile ${profile}\` makes it.`,
  });
}

function list(names: readonly string[]): string {
  const more = names.length > MOST_LISTED ? ` and ${names.length - MOST_LISTED} more` : '';
  return ([...names].sort().slice(0, MOST_LISTED).join(', ') || 'none') + more;
}

/** Names of the profiles in the text of AWS's `config`. */
export function profilesOfConfig(text: string): string[] {
  return sections(text).flatMap((name) => {
    if (name === 'default') return [name];
    const named = /^profile\s+(.+)$/.exec(name)?.[1];
    return named === undefined ? [] : [unquote(named)];
  });
}

/** Names of the profiles in the text of AWS's `credentials`. */
export function profilesOfCredentials(text: string): string[] {
  return sections(text).map(unquote);
}

function sections(text: string): string[] {
  return [...text.matchAll(/^\s*\[([^\]]+)\]/gm)].map(([, name = '']) => name.trim());
}

function unquote(name: string): string {
  return name.trim().replace(/^(["'])(.*)\1$/, '$2');
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
