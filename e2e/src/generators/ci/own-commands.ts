import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a command prints of secrets, by the folder that they lie in. The others only write down what they were told. */
const ANSWERS: Readonly<Record<string, string>> = {
  apk: '',
  // oidc request-token
  'buildkite-agent': 'if [ "$1" = oidc ]; then printf token; fi',
  // secretsmanager get-secret-value --secret-id NAME
  aws: 'cat "$SECRETS/$4"',
};

/** Makes commands of a system or its images, which this machine need not have, in a job's folder `bin`. */
export function makeOwnCommands(job: string, secrets: Readonly<Record<string, string>>): void {
  const [bin, folder] = [join(job, 'bin'), join(job, 'secrets')];
  for (const path of [bin, folder]) mkdirSync(path, { recursive: true });
  for (const [name, value] of Object.entries(secrets))
    writeFileSync(join(folder, name.toLowerCase().replace('_', '-')), value);
  for (const [command, answer] of Object.entries(ANSWERS)) {
    const file = join(bin, command);
    const lines = [`echo "${command} $*" >> "${job}/commands"`, `SECRETS=${folder}`, answer];
    writeFileSync(file, `#!/bin/sh\n${lines.join('\n')}\n`);
    chmodSync(file, 0o755);
  }
}

/** What a pipeline called of its system's commands, a line a call. */
export function readOwnCommands(job: string): string[] {
  const file = join(job, 'commands');
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
}
