import { bringUp, isAvailable, PARTS, UnavailableError, type Part } from '../engine';

/** Why parts cannot be had here; those that can are left out. */
export type MissingParts = Readonly<Partial<Record<Part, string>>>;

/** The environment variable that tells e2e specs, as JSON, which parts are missing. */
export const MISSING_PARTS = 'DOCKER_STAGE_BUILD_MISSING';

/** What nearly every journey uses. The other parts are brought up by the few specs that need them. */
const SHARED: readonly Part[] = ['registry', 'arm64', 'engine', 'base'];

/** What takes minutes to make: only for who asks for it. */
const ON_REQUEST: readonly Part[] = ['toolchains', 'dotnet', 'frameworks'];

/**
 * Brings up what journeys share, as far as this machine can have it, and says which parts it cannot have.
 *
 * @param required parts that are asked for by name
 */
export async function bringUpParts(required: readonly Part[]): Promise<MissingParts> {
  const missing: Partial<Record<Part, string>> = {};
  for (const part of PARTS) {
    const isLeftOut = ON_REQUEST.includes(part) && !required.includes(part);
    const reason = isLeftOut
      ? `takes minutes to make: DOCKER_STAGE_BUILD_REQUIRE=${part}`
      : await findObstacle(part);
    if (reason !== null) missing[part] = reason;
  }
  return missing;
}

/** Why a part cannot be had; `null` where it can. */
async function findObstacle(part: Part): Promise<string | null> {
  const availability = await isAvailable(part);
  if (!availability.available) return availability.reason;
  if (!SHARED.includes(part)) return null;
  try {
    await bringUp([part]);
    return null;
  } catch (error) {
    if (error instanceof UnavailableError) return error.message;
    throw error;
  }
}
