import { parseImageOptions, type RawImageOptions } from '../../options';
import { toReuseRequest } from './to-reuse-request';

const DAY = 24 * 60 * 60 * 1000;

function request(raw: RawImageOptions, env: NodeJS.ProcessEnv = {}) {
  return toReuseRequest(parseImageOptions(raw, { project: 'api' }), { env, now: 15 * DAY });
}

describe('whether an image that exists may be taken', () => {
  it.each<[number, RawImageOptions, RegExp | null]>([
    [1, {}, null],
    [2, { push: true }, null],
    [3, { push: true, load: true, noCache: [] }, null],
    [4, { reuse: 'never' }, /never/],
    [5, { reuse: { when: 'never' } }, /never/],
    [6, { noCache: true }, /noCache/],
    [7, { noCache: 'deps' }, /noCache/],
    [8, { offline: true }, /offline/],
    [9, { push: true, outputs: 'type=oci,dest=a.tar' }, /outputs/],
    [10, { load: false }, /neither pushed nor loaded/],
  ])('%i', (_, raw, obstacle) => {
    const { obstacles } = request(raw);
    if (obstacle === null) expect(obstacles).toEqual([]);
    else expect(obstacles.join()).toMatch(obstacle);
  });

  it.each<[RawImageOptions, number | null]>([
    [{}, null],
    [{ reuse: { maxAge: '7d' } }, 2],
    [{ reuse: { maxAge: '24h' } }, 15],
  ])('in the period of %j', (raw, epoch) => expect(request(raw).epoch).toBe(epoch));

  it('with the build arguments that the engine reads itself, and no others', () => {
    const buildArgs = { BUILDKIT_SYNTAX: 'a', VERSION: '1' };
    const { settings } = request({ buildArgs }, { SOURCE_DATE_EPOCH: '0' });
    expect(settings.engineArgs).toEqual({ BUILDKIT_SYNTAX: 'a', SOURCE_DATE_EPOCH: '0' });
  });

  it.each([
    [{}, {}, null],
    [{}, { BUILDX_NO_DEFAULT_ATTESTATIONS: '1' }, false],
    [{ provenance: true }, { BUILDX_NO_DEFAULT_ATTESTATIONS: '1' }, true],
  ])('%#. with the provenance it would have', (raw, env, provenance) => {
    expect(request(raw, env).settings.provenance).toBe(provenance);
  });

  it.each(['7', '0d', 'a week', '-1d'])('not with %s as an age', (maxAge) => {
    expect(() => request({ reuse: { maxAge } })).toThrow(/write a time as 12h or 7d/);
  });
});
