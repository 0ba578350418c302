import { listBuilds, listExecuted } from './engine-records';
import { CLOUD, openShop, type Shop } from './shop';
import { describeWith } from '../harness';

/** Two stages that need nothing of each other, and a target that takes from both. */
const DOCKERFILE = `FROM node:20-slim AS left
COPY apps/api/left.txt ./
RUN cat left.txt > /left

FROM node:20-slim AS right
COPY apps/api/right.txt ./
RUN cat right.txt > /right

FROM node:20-slim AS production
COPY --from=left /left /
COPY --from=right /right /
CMD ["cat", "/left", "/right"]
`;

describeWith(
  ['engine', 'registry', 'base'],
  'two branches that each changed another stage are merged',
  () => {
    let shop: Shop;
    beforeAll(async () => {
      shop = await openShop('journey-merged');
      shop.workspace.write('apps/api/Dockerfile', DOCKERFILE);
    });
    afterAll(() => shop?.close());

    async function commitAndBuild(left: string, right: string): Promise<void> {
      shop.workspace.write('apps/api/left.txt', left);
      shop.workspace.write('apps/api/right.txt', right);
      await shop.workspace.commit(`${left} and ${right}`);
      await shop.engine.reset();
      const run = await shop.nx(
        [
          ...['run', 'api:image', '--reuse=never'],
          ...['--push', `--image=${shop.registry.address}/shop/{name}`],
        ],
        CLOUD,
      );
      expect(run.exitCode).toBe(0);
    }

    it('fetches what the one import cannot bring, and runs nothing again', async () => {
      await commitAndBuild('old', 'old');
      await commitAndBuild('new', 'old');
      expect(await listExecuted(shop.engine.env)).toHaveLength(1);
      await shop.workspace.git(['checkout', '-q', '-b', 'other', 'HEAD~1']);
      await commitAndBuild('old', 'new');
      expect(await listExecuted(shop.engine.env)).toHaveLength(1);

      await commitAndBuild('new', 'new');
      expect(await listExecuted(shop.engine.env)).toEqual([]);
      // The build itself, and the solve that fetched the other stage before it.
      expect(await listBuilds(shop.engine.env)).toHaveLength(2);
    });
  },
);
