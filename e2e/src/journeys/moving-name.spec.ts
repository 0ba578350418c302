import { listExecuted } from './engine-records';
import { CLOUD, openShop, type Shop } from './shop';
import { describeWith } from '../harness';

/** The last stage reads what another task makes: git tracks none of it, so no commit can tell what it was. */
const DOCKERFILE = `FROM node:20-slim AS production
COPY apps/api/package.json ./
RUN echo installed > /installed
COPY apps/api/generated ./
RUN cat main.js > /main
CMD ["cat", "/main"]
`;

describeWith(['engine', 'registry', 'base'], 'a stage of files that git does not track', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop('journey-moving');
    shop.workspace.write('apps/api/Dockerfile', DOCKERFILE);
    await shop.workspace.commit('copy what no commit has');
  });
  afterAll(() => shop?.close());

  async function buildOn(branch: string, content: string): Promise<string[]> {
    shop.workspace.write('apps/api/generated/main.js', content);
    await shop.engine.reset();
    const run = await shop.nx(
      [
        ...['run', 'api:image', '--push', `--image=${shop.registry.address}/shop/{name}`],
        '--tags={branch}',
      ],
      // A CI system's checkout is detached: the branch is told by its variables.
      { ...CLOUD, GITHUB_ACTIONS: 'true', GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: branch },
    );
    expect(run.exitCode).toBe(0);
    return listExecuted(shop.engine.env);
  }

  it('starts from the newest cache of the default branch, then of its own', async () => {
    expect(await buildOn('main', 'one')).toHaveLength(2);
    expect(await buildOn('feature/x', 'two')).toEqual([expect.stringContaining('cat main.js')]);
    expect(await buildOn('feature/x', 'three')).toEqual([expect.stringContaining('cat main.js')]);
    expect(await buildOn('feature/x', 'three')).toEqual([]);
  });
});
