import fc from 'fast-check';
import { parseChallenges, type Challenge } from './challenge';

describe('parseChallenges', () => {
  it.each<[number, string, Challenge[]]>([
    [1, '', []],
    [2, 'Basic realm="registry"', [{ scheme: 'basic', parameters: { realm: 'registry' } }]],
    [
      3,
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push"',
      [
        {
          scheme: 'bearer',
          parameters: {
            realm: 'https://auth.docker.io/token',
            service: 'registry.docker.io',
            scope: 'repository:a/b:pull,push',
          },
        },
      ],
    ],
    [
      4,
      'BEARER Realm = "https://a/" , Service=b, Basic realm="c"',
      [
        { scheme: 'bearer', parameters: { realm: 'https://a/', service: 'b' } },
        { scheme: 'basic', parameters: { realm: 'c' } },
      ],
    ],
    [5, 'Basic', [{ scheme: 'basic', parameters: {} }]],
    [
      6,
      'Negotiate, Basic realm="x"',
      [
        { scheme: 'negotiate', parameters: {} },
        { scheme: 'basic', parameters: { realm: 'x' } },
      ],
    ],
    [7, 'Basic realm="a \\"b\\" \\\\"', [{ scheme: 'basic', parameters: { realm: 'a "b" \\' } }]],
    [
      8,
      'Bearer realm="https://a/", error="invalid_token',
      [{ scheme: 'bearer', parameters: { realm: 'https://a/' } }],
    ],
  ])('%i reads %s', (_, header, challenges) => {
    expect(parseChallenges(header)).toMatchObject(challenges);
  });

  it('reads back any parameter', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.dictionary(name, fc.string(), { noNullPrototype: true }), (parameters) => {
        const quote = (value: string) => `"${value.replace(/[\\"]/g, '\\$&')}"`;
        const list = Object.entries(parameters).map(([key, value]) => `${key}=${quote(value)}`);
        const header = `Bearer ${list.join(', ')}`;
        expect(parseChallenges(header)).toEqual([{ scheme: 'bearer', parameters }]);
      }),
    );
  });

  it('ends on any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseChallenges(text)));
  });
});
