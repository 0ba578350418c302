import { checkFolders } from './check-project';
import { viewOf } from './testing/view-of';

const view = (root: string, library: string) =>
  viewOf({
    files: {},
    projects: { 'Web Shop!': { root }, money: { root: library } },
    dependencies: ['money'],
  });

it.each(['apps/web', '.', 'apps/@shop/web_2.0', 'apps/bücher', 'apps/c++'])(
  'takes the folder %s',
  (root) => {
    expect(() => checkFolders(view(root, 'libs/money'))).not.toThrow();
  },
);

it.each<[string, string]>([
  ['apps/Web Shop!', 'libs/money'],
  ['apps/[web]', 'libs/money'],
  ["apps/it's", 'libs/money'],
  ['apps/$web', 'libs/money'],
  ['apps/web', 'libs/a b'],
])('refuses the folder %s with a library in %s', (root, library) => {
  expect(() => checkFolders(view(root, library))).toThrow(
    expect.objectContaining({
      code: 'PROJECT_FOLDER_UNFIT',
      hint: expect.stringContaining('its name may stay') as unknown,
    }) as Error,
  );
});
