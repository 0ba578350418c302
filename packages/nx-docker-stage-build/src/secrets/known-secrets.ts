import { Redactor } from '@docker-stage-build/registries';

/**
 * What this process has seen of secrets. Everything that it tells people goes through here: its own log, and what the engine
 * prints, which may be a secret that a RUN repeats.
 */
export const knownSecrets = new Redactor();
