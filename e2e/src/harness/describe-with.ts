import type { Part } from '@docker-stage-build/tools/engine';
import { MISSING_PARTS, type MissingParts } from '@docker-stage-build/tools/test/bring-up-parts';

/**
 * Describes journeys that need parts of the engine bring-up. Where this machine cannot have one of them they
 * are not run, and the reason stands in their name: `npm test` prints it. Without `npm test` nothing counts
 * as missing, so that bringing a part up fails aloud.
 */
export function describeWith(parts: readonly Part[], name: string, body: () => void): void {
  const missing = JSON.parse(process.env[MISSING_PARTS] ?? '{}') as MissingParts;
  const reasons = parts.flatMap((part) => missing[part] ?? []);
  if (reasons.length > 0) describe.skip(`${name} (not run: ${reasons.join('; ')})`, body);
  else describe(name, body);
}
