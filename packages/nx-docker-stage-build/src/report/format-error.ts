import type { StageBuildError } from '@docker-stage-build/core';

/** Writes an error for the end of a task's log: what is wrong, then the way out. */
export function formatError({ code, message, hint, project, stage }: StageBuildError): string {
  const where = [project && `project ${project}`, stage && `stage ${stage}`].filter(Boolean);
  const lines = [`${code}${where.length > 0 ? ` (${where.join(', ')})` : ''}: ${message}`];
  if (hint) lines.push(`→ ${hint}`);
  return lines.join('\n');
}
