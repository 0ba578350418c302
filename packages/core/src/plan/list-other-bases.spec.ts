import { listOtherBases } from './list-other-bases';

const ONE = `sha256:${'1'.repeat(64)}`;
const TWO = `sha256:${'2'.repeat(64)}`;
const BUILT = new Map([
  ['docker.io/library/node:20', ONE],
  ['docker.io/library/busybox:latest', ONE],
]);

describe('base images that an engine built on', () => {
  it.each([
    ['the same', { 'node:20': ONE, busybox: ONE }, []],
    ['another', { 'node:20': TWO }, [{ ref: 'node:20', built: ONE }]],
    ['one that it does not speak of', { 'node:22': ONE }, [{ ref: 'node:22', built: null }]],
    ['one by its digest', { [`node:22@${TWO}`]: TWO }, []],
    ['none', {}, []],
  ])('%s', (_, planned, others) => {
    expect(listOtherBases(planned as Record<string, string>, BUILT)).toEqual(others);
  });
});
