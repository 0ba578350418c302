import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from './read-settings';

const IMAGES = { images: true, caches: false };
const CACHES = { images: false, caches: true };

let root: string;
beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'settings-'))));
afterEach(() => rm(root, { recursive: true }));

it('has the documents that options name, each where it belongs', async () => {
  await writeFile(join(root, 'images.json'), '{"rules": [1]}');
  const ecr = {
    ...{ update: false, create: true, encryption: 'KMS' as const },
    ...{ lifecycle: 'images.json', cacheLifecycle: 'none', policy: { Statement: [] } },
  };
  const shared = { encryption: 'KMS', policy: { Statement: [] } };
  expect(await readSettings(ecr, { root, holds: IMAGES })).toEqual({
    ...shared,
    lifecycle: { rules: [1] },
  });
  expect(await readSettings(ecr, { root, holds: CACHES })).toEqual({ ...shared, lifecycle: null });
  expect(await readSettings({ update: false }, { root, holds: IMAGES })).toEqual({});
});

it.each([
  [1, 'absent.json', /ecr\.lifecycle: absent\.json cannot be read: .*ENOENT/],
  [2, 'list.json', /it is no JSON object/],
  [3, 'text.json', /JSON/],
])('%i refuses %s', async (_, lifecycle, message) => {
  await writeFile(join(root, 'list.json'), '[]');
  await writeFile(join(root, 'text.json'), 'rules');
  await expect(
    readSettings({ update: false, lifecycle }, { root, holds: IMAGES }),
  ).rejects.toMatchObject({ code: 'OPTION_INVALID', message: expect.stringMatching(message) });
});
