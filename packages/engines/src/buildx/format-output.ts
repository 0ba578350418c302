import { formatCsv } from '../csv';
import type { BuildOutput } from '../job';

/**
 * Value of `--output`.
 * A push says `store=false`: without it the docker driver also unpacks the image into its own store, which a load asks for.
 */
export function formatOutput(output: BuildOutput): string {
  switch (output.type) {
    case 'push':
      return 'type=image,push=true,store=false';
    case 'load':
      return 'type=docker';
    case 'oci':
      return formatCsv([
        ['type', 'oci'],
        ['dest', output.dest],
        ['tar', output.tar ? undefined : false],
      ]);
    case 'docker':
    case 'tar':
    case 'local':
      return formatCsv([
        ['type', output.type],
        ['dest', output.dest],
      ]);
    case 'cacheonly':
      return 'type=cacheonly';
  }
}
