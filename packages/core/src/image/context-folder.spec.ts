import { cleanFolder, folderOfContext, isInWorkspace } from './context-folder';

describe('folders', () => {
  it.each([
    [1, '.', ''],
    [2, './', ''],
    [3, './.', ''],
    [4, './apps//api/', 'apps/api'],
    [5, '.config', '.config'],
    [6, './.config/', '.config'],
    [7, 'apps/../libs', 'libs'],
    [8, '../shared/', '../shared'],
    [9, '/', '/'],
    [10, '/srv/a/', '/srv/a'],
  ])('%i: %s is cleaned to %j', (_, path, clean) => {
    expect(cleanFolder(path)).toBe(clean);
  });

  it.each([
    [1, '', true],
    [2, '..a', true],
    [3, '.config', true],
    [4, '..', false],
    [5, '../a', false],
    [6, '/a', false],
  ])('%i: %j is in the workspace: %s', (_, folder, is) => {
    expect(isInWorkspace(folder)).toBe(is);
  });

  it.each([
    [1, './rootfs/', 'rootfs'],
    [2, 'docker-image://node:20', null],
    [3, 'oci-layout:///srv/layout:1', null],
    [4, 'https://example.com/app.git#main', null],
    [5, 'git@example.com:app.git', null],
  ])('%i: the context %s is the folder %j', (_, value, folder) => {
    expect(folderOfContext(value)).toBe(folder);
  });
});
