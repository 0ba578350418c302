import { makeWorkspace, type Workspace } from '../harness';
import type { NxVersion } from './versions';

/** Small enough to be built in a second: `COPY . .` of the workspace, and one step that the engine runs. */
const DOCKERFILE = (app: string): string => `FROM busybox:1 AS build
COPY . .
RUN cat apps/${app}/src/main.ts libs/*/src/index.ts > /all.ts
FROM busybox:1
COPY --from=build /all.ts /
`;

/**
 * The shop with small images, on a version of Nx. Where they are pushed to, and a configuration for CI, is in nx.json: options
 * of the plugin, and defaults of the target.
 *
 * @param registry `host:port`
 */
export async function openSmallShop(nx: NxVersion, registry: string): Promise<Workspace> {
  const workspace = await makeWorkspace({ example: 'shop', nx });
  for (const app of ['api', 'web', 'worker']) {
    workspace.write(`apps/${app}/Dockerfile`, DOCKERFILE(app));
  }
  const image = `${registry}/nx-${nx}/{name}`;
  const configuration = {
    defaultBase: 'main',
    neverConnectToCloud: true,
    analytics: false,
    plugins: [{ plugin: 'nx-docker-stage-build', options: { defaults: { image } } }],
    targetDefaults: {
      image: { configurations: { ci: { push: true, tags: ['ci', '{version}'] } } },
    },
  };
  workspace.write('nx.json', JSON.stringify(configuration, null, 2));
  await workspace.commit('feat: small images');
  return workspace;
}
