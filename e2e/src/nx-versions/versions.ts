/** The newest Nx of every major that the plugin works with. The example, and with it all other journeys, has 23.2.1. */
export const NX_VERSIONS = ['22.7.12', '23.3.2', '24.0.6'] as const;

export type NxVersion = (typeof NX_VERSIONS)[number];

/** Whether `nx affected` selects tasks by their inputs, or whole projects. */
export function selectsTasks(version: NxVersion): boolean {
  return version.startsWith('24.');
}
