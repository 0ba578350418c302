import { checkSettings, settingsFor } from './check-settings';
import { parseName } from './check-name';
import { defaultLifecycle } from './lifecycle-policy';
import type { Contents, RepositoryRequest, RepositorySettings, WantedRepository } from './model';

/** Tags of fingerprints, which a build made anew points at another image (docs/design/reuse.md). */
const FINGERPRINT_TAGS = 'image-*';
/** Names of caches, of which some move. */
const CACHE_TAGS = 'cache-*';

/**
 * Fills in the settings of a repository and checks them, so that no call is made in vain.
 * @throws StageBuildError IMAGE_NAME_INVALID or OPTION_INVALID
 */
export function wantRepository({
  registry,
  path,
  holds,
  settings,
}: RepositoryRequest): WantedRepository {
  const { name, alias } = parseName(path, registry);
  const asked = settingsFor(withExclusions(ownSettings(settings, holds), holds), registry);
  checkSettings(asked, name);
  const initial = { ...settingsFor(defaultSettings(holds), registry), ...asked };
  return { registry, name, alias, holds, asked, initial };
}

/** Caches cannot be scanned and some of their tags move: what is asked of images there does not hold for them. */
function ownSettings(settings: RepositorySettings, { images }: Contents): RepositorySettings {
  if (images) return settings;
  const {
    mutability: _m,
    mutabilityExclusions: _e,
    scanOnPush: _s,
    catalog: _c,
    ...shared
  } = settings;
  return shared;
}

/** Tags that this plugin itself has to be able to move. */
function withExclusions(settings: RepositorySettings, { caches }: Contents): RepositorySettings {
  if (settings.mutability !== 'IMMUTABLE') return settings;
  const own = [FINGERPRINT_TAGS, ...(caches ? [CACHE_TAGS] : [])];
  const { mutabilityExclusions = [] } = settings;
  return { ...settings, mutabilityExclusions: [...new Set([...own, ...mutabilityExclusions])] };
}

function defaultSettings(holds: Contents): RepositorySettings {
  return {
    mutability: 'MUTABLE',
    scanOnPush: holds.images,
    encryption: 'AES256',
    lifecycle: defaultLifecycle(holds),
  };
}
