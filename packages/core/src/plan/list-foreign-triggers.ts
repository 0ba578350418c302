import type { PlatformInputs } from './image-input';

/**
 * Stages whose base image brought triggers of ONBUILD. A Dockerfile does not have them, so what they read is no input. Those that a
 * stage below brought are instructions like others.
 * @param triggered ids of stages in which the engine carried out triggers
 */
export function listForeignTriggers(
  head: readonly PlatformInputs[],
  triggered: ReadonlySet<string>,
): string[] {
  const stages = head.flatMap(({ stages }) => [...stages.values()].map(({ stage }) => stage));
  const onStages = new Set(stages.filter(({ base }) => base.kind === 'stage').map(({ id }) => id));
  return [...triggered].filter((id) => !onStages.has(id)).sort();
}
