import { checkTagsUnique, imageTags } from './image-tags';
import type { TemplateFacts } from './placeholders';

const facts: TemplateFacts = {
  project: '@shop/api',
  projectRoot: 'apps/api',
  version: '1.2.3',
  sha: '0123456789abcdef0123456789abcdef01234567',
  branch: 'main',
  tag: null,
  date: null,
  runId: null,
  env: {},
};

describe('imageTags', () => {
  it.each<[number, string, string[], string[]]>([
    [1, '{scopedName}', ['latest'], ['docker.io/shop/api:latest']],
    [2, 'api', ['latest'], ['docker.io/library/api:latest']],
    [
      3,
      'localhost:5000/{scopedName}',
      ['{version}', '{branch}'],
      ['localhost:5000/shop/api:1.2.3', 'localhost:5000/shop/api:main'],
    ],
    [4, 'ghcr.io/x', ['1', 'ghcr.io/y:2'], ['ghcr.io/x:1', 'ghcr.io/y:2']],
    [5, 'ghcr.io/x', ['ghcr.io/y'], ['ghcr.io/y:latest']],
    [6, 'ghcr.io/x', ['y:2'], ['docker.io/library/y:2']],
    [7, 'ghcr.io/x', ['main', '{branch}', 'ghcr.io/x:main'], ['ghcr.io/x:main']],
  ])('%i %s with %j', (_, image, tags, names) => {
    expect(imageTags({ image, tags, facts })).toEqual(names);
  });

  it.each<[number, string, string, string]>([
    [1, 'shop/Api', 'latest', 'IMAGE_NAME_INVALID'],
    [2, 'shop/api:1', 'latest', 'IMAGE_NAME_INVALID'],
    [3, 'shop/api', '-x', 'TAG_INVALID'],
    [4, 'shop/api', 'a b', 'TAG_INVALID'],
    [5, 'shop/api', `shop/api@sha256:${'a'.repeat(64)}`, 'TAG_INVALID'],
    [6, 'shop/api', '{tag}', 'TAG_TEMPLATE_INVALID'],
    [7, '{projectName}', 'latest', 'IMAGE_NAME_INVALID'],
  ])('%i refuses %s with %s', (_, image, tag, code) => {
    const make = () => imageTags({ image, tags: [tag], facts });
    expect(make).toThrow(expect.objectContaining({ code, hint: expect.stringMatching(/\S/) }));
  });
});

describe('checkTagsUnique', () => {
  it('takes images of different names, and one project twice', () => {
    const images = [
      { project: 'api', tags: ['x/api:1', 'x/api:2'] },
      { project: 'api', tags: ['x/api:1'] },
      { project: 'web', tags: ['x/web:1'] },
    ];
    expect(() => checkTagsUnique(images)).not.toThrow();
  });

  it('names both projects that make one image', () => {
    const images = [
      { project: 'api', tags: ['x/app:1'] },
      { project: 'web', tags: ['x/web:1', 'x/app:1'] },
    ];
    expect(() => checkTagsUnique(images)).toThrow(
      expect.objectContaining({
        code: 'TAG_TWICE',
        message: 'api and web both make the image x/app:1',
      }),
    );
  });
});
