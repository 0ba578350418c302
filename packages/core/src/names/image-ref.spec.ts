import fc from 'fast-check';
import type { StageBuildError } from '../errors';
import { formatImageRef, parseImageRef, type ImageRef } from './image-ref';

const DIGEST = `sha256:${'ab'.repeat(32)}`;

describe('parseImageRef', () => {
  it.each<[number, string, string]>([
    [1, 'node', 'docker.io/library/node'],
    [2, 'node:20-slim', 'docker.io/library/node:20-slim'],
    [3, 'shop/api:1', 'docker.io/shop/api:1'],
    [4, 'docker.io/node', 'docker.io/library/node'],
    [5, 'index.docker.io/node', 'docker.io/library/node'],
    [6, 'localhost/api', 'localhost/api'],
    [7, 'localhost:5000', 'docker.io/library/localhost:5000'],
    [8, '127.0.0.1:5000/api:1', '127.0.0.1:5000/api:1'],
    [9, '[::1]:5000/a/b/c', '[::1]:5000/a/b/c'],
    [10, 'ghcr.io/a/b__c/d---e.f:v1.2_3', 'ghcr.io/a/b__c/d---e.f:v1.2_3'],
    [11, `ghcr.io/a/b:1@${DIGEST}`, `ghcr.io/a/b:1@${DIGEST}`],
    [12, `node@${DIGEST}`, `docker.io/library/node@${DIGEST}`],
    [13, 'HOST/api', 'HOST/api'],
    [14, '[::1]/api', '[::1]/api'],
    [15, `a:${'t'.repeat(128)}`, `docker.io/library/a:${'t'.repeat(128)}`],
    [16, 'registry:5000/api', 'registry:5000/api'],
  ])('%i reads %s as %s', (_, text, canonical) => {
    expect(formatImageRef(parseImageRef(text))).toBe(canonical);
  });

  it.each<[number, string, string, RegExp]>([
    [1, '', 'IMAGE_NAME_INVALID', /name of a repository/],
    [2, 'MyApp:1', 'IMAGE_NAME_INVALID', /lower case: `myapp`/],
    [3, 'shop/Api', 'IMAGE_NAME_INVALID', /lower case/],
    [4, 'my app', 'IMAGE_NAME_INVALID', /no spaces/],
    [5, 'ghcr.io:port/app', 'IMAGE_NAME_INVALID', /not a port/],
    [6, 'ghcr.io:99999/app', 'IMAGE_NAME_INVALID', /not a port/],
    [7, 'app:feature/x', 'TAG_INVALID', /no `\/`/],
    [8, 'app:', 'TAG_INVALID', /A tag has/],
    [9, 'app:-1', 'TAG_INVALID', /starts with none/],
    [10, `app:${'t'.repeat(129)}`, 'TAG_INVALID', /at most 128.*129/],
    [11, 'app:a:b', 'TAG_INVALID', /A tag has/],
    [12, 'a'.repeat(248), 'IMAGE_NAME_INVALID', /at most 255.*256/],
    [13, 'app@sha256:abc', 'IMAGE_NAME_INVALID', /64 hexadecimal/],
    [14, `app@${DIGEST}@${DIGEST}`, 'IMAGE_NAME_INVALID', /64 hexadecimal/],
    [15, 'f'.repeat(64), 'IMAGE_NAME_INVALID', /image id/],
    [16, 'shop//api', 'IMAGE_NAME_INVALID', /Leave out the `\/`/],
    [17, 'shop/api/', 'IMAGE_NAME_INVALID', /Leave out the `\/`/],
    [18, 'shop/-api', 'IMAGE_NAME_INVALID', /`-api` is not a component/],
    [19, 'a._b', 'IMAGE_NAME_INVALID', /is not a component/],
    [20, 'https://ghcr.io/app', 'IMAGE_NAME_INVALID', /scheme/],
    [21, '-bad.example/app', 'IMAGE_NAME_INVALID', /host name/],
    [22, 'ghcr.io:/app', 'IMAGE_NAME_INVALID', /not a port/],
  ])('%i refuses %s', (_, text, code, hint) => {
    expect(errorOf(text)).toMatchObject({ code, hint: expect.stringMatching(hint) });
  });

  it('reads back what formatImageRef wrote', () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        expect(parseImageRef(formatImageRef(ref))).toEqual(ref);
      }),
    );
  });

  it('either refuses a text with a hint or reads it to a fixed point', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z0-9.:/@_\-[\]]{1,40}$/));
    fc.assert(
      fc.property(text, (name) => {
        const error = errorOf(name);
        if (error) return expect(error.hint).toMatch(/\S/);
        const ref = parseImageRef(name);
        expect(parseImageRef(formatImageRef(ref))).toEqual(ref);
      }),
    );
  });
});

function errorOf(text: string): StageBuildError | undefined {
  try {
    parseImageRef(text);
    return undefined;
  } catch (error) {
    return error as StageBuildError;
  }
}

const component = fc.stringMatching(/^[a-z0-9]{1,8}((\.|_|__|-{1,3})[a-z0-9]{1,8}){0,2}$/);
const anyRef: fc.Arbitrary<ImageRef> = fc.record({
  registry: fc.constantFrom('docker.io', 'localhost', '127.0.0.1:5000', 'ghcr.io', '[::1]:80'),
  repository: fc
    .array(component, { minLength: 2, maxLength: 4 })
    .map((components) => components.join('/')),
  tag: fc.option(fc.stringMatching(/^\w[\w.-]{0,127}$/)),
  digest: fc.option(fc.stringMatching(/^sha256:[0-9a-f]{64}$/)),
});
