import { StageBuildError } from '@docker-stage-build/core';
import { logger } from '../../report/logger';
import type { SyncedFile } from './sync-file';

/** What Nx (22 to 24) shows of a sync generator that changed something: the message always, the details with `nx sync:check`. */
export interface SyncResult {
  readonly outOfSyncMessage?: string;
  readonly outOfSyncDetails?: string[];
}

/**
 * Says what became of generated Dockerfiles. What a sync generator prints ends in the log of Nx's daemon, and what it returns is shown only when
 * it changed something: so all goes into the message then.
 * @throws StageBuildError DOCKERFILE_OUTDATED when nothing changed because something could not be generated
 */
export function reportSync(synced: readonly SyncedFile[]): SyncResult {
  const changed = synced.filter(({ text }) => text !== null);
  const failures = synced.flatMap(({ failure }) => failure ?? []);
  const notes = synced.flatMap(({ kept }) => kept);
  if (changed.length === 0) {
    for (const note of notes) logger.warn(note);
    if (failures.length === 0) return {};
    throw new StageBuildError('DOCKERFILE_OUTDATED', failures.join('\n'), {
      hint: 'Settle that, or take the first line of such a file away: it is left alone then.',
    });
  }
  const paths = changed.map(({ path }) => path).join(', ');
  return {
    outOfSyncMessage: [`Generated parts are not up to date: ${paths}`, ...notes, ...failures].join(
      '\n',
    ),
    outOfSyncDetails: changed.flatMap(({ details }) => details),
  };
}
