import { formatCommand } from '@docker-stage-build/engines';
import type { EcrCall } from '@docker-stage-build/registries';

/** Writes a call of AWS's API as a command of AWS's own CLI, to be read or typed. */
export function formatCall({ service, region, operation, input }: EcrCall): string {
  const command = operation.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const where = region === null ? [] : ['--region', region];
  const args = [...where, '--cli-input-json', JSON.stringify(input)];
  return formatCommand('aws', [service, command, ...args]);
}
