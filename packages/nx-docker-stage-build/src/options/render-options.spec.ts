import type { TemplateFacts } from '@docker-stage-build/core';
import { parseImageOptions } from './parse-options';
import { renderImageOptions } from './render-options';

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

const render = (raw: unknown) =>
  renderImageOptions(parseImageOptions(raw, { project: '@shop/api' }), facts);

describe('renderImageOptions', () => {
  it('renders the defaults', () => {
    expect(render({}).dockerfile).toBe('apps/api/Dockerfile');
  });

  it.each<[number, object, object]>([
    [1, { context: '{projectRoot}' }, { context: 'apps/api' }],
    [2, { buildArgs: { V: '{version}' } }, { buildArgs: { V: '1.2.3' } }],
    [3, { buildArgs: { V: '{"json":{}}' } }, { buildArgs: { V: '{"json":{}}' } }],
    [4, { labels: { l: '{branch}' } }, { labels: { l: 'main' } }],
    [5, { annotations: { a: '{name}' } }, { annotations: { a: 'api' } }],
    [6, { contexts: { c: '{projectRoot}/assets' } }, { contexts: { c: 'apps/api/assets' } }],
    [
      7,
      { secrets: 'id=a,src={projectRoot}/.npmrc' },
      { secrets: [{ id: 'a', src: 'apps/api/.npmrc' }] },
    ],
    [
      8,
      { outputs: 'type=tar,dest=dist/{name}.tar' },
      { outputs: [{ type: 'tar', dest: 'dist/api.tar' }] },
    ],
    [
      9,
      { cache: 'registry:host/{scopedName}/cache' },
      { cache: { location: 'host/shop/api/cache' } },
    ],
    [10, { metadataFile: 'dist/{name}.json' }, { metadataFile: 'dist/api.json' }],
    [11, { tags: ['{sha}'], image: '{scopedName}' }, { tags: ['{sha}'], image: '{scopedName}' }],
  ])('%i renders %j', (_, raw, options) => {
    expect(render(raw)).toMatchObject(options);
  });
});
