import { bringUp, PARTS, UnavailableError, type Part } from '../engine';

/** Why parts cannot be had here; those that can are left out. */
export type MissingParts = Readonly<Partial<Record<Part, string>>>;

/** The environment variable that tells e2e specs, as JSON, which parts are missing. */
export const MISSING_PARTS = 'DOCKER_STAGE_BUILD_MISSING';

/** Brings up every part that this machine can have. */
export async function bringUpParts(): Promise<MissingParts> {
  const missing: Partial<Record<Part, string>> = {};
  for (const part of PARTS) {
    try {
      await bringUp([part]);
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      missing[part] = error.message;
    }
  }
  return missing;
}
