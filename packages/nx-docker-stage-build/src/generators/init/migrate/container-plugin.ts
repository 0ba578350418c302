import { translateContainerOptions } from './container-options';
import type { ForeignPlugin, Raw } from './model';

/** What its plugin writes into the configuration `ci` of every image. */
const CI_TAGS = [
  'type=schedule',
  'type=ref,event=branch',
  'type=ref,event=tag',
  'type=ref,event=pr',
  'type=sha,prefix=sha-',
];

/** Options of `@nx-tools/nx-container` 7 in nx.json: its target is inferred from every Dockerfile. */
export function readContainerPlugin({
  buildTargetName = 'container',
  defaultEngine = 'docker',
  defaultRegistry = 'docker.io',
}: Raw): ForeignPlugin {
  const registry = String(defaultRegistry);
  const image = `${registry === '' ? '' : `${registry}/`}{scopedName}`;
  const ci = translateContainerOptions({ load: false, push: true, metadata: { tags: CI_TAGS } });
  const { lost } = translateContainerOptions({ engine: defaultEngine });
  return {
    targetName: String(buildTargetName),
    defaults: { image, tags: ['dev'], load: true },
    configurations: { ci: ci.options },
    translate: translateContainerOptions,
    lost: [...lost, ...ci.lost.map((text) => `ci: ${text}`)],
  };
}
