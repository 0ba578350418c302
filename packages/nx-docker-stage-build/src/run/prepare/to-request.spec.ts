import { parseImageOptions } from '../../options';
import { toRequest } from './to-request';

const requestOf = (options: object) =>
  toRequest(parseImageOptions(options, { project: 'api' }), {
    project: 'api',
    tags: [],
    scope: undefined,
  });

describe('what a plan needs of options', () => {
  it.each([
    [1, '.', ''],
    [2, './', ''],
    [3, './apps/api/', 'apps/api'],
    [4, '.config', '.config'],
  ])('%i: has the context %s as the folder %j', (_, context, folder) => {
    expect(requestOf({ context }).context).toBe(folder);
  });

  it.each([
    [1, { context: '..' }],
    [2, { context: '/' }],
    [3, { context: '/srv/app' }],
    [4, { dockerfile: 'apps/../../Dockerfile' }],
  ])('%i: is not had from outside of the workspace', (_, options) => {
    expect(() => requestOf(options)).toThrow(
      expect.objectContaining({ code: 'CONTEXT_OUTSIDE_WORKSPACE' }),
    );
  });
});
