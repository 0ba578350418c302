import fc from 'fast-check';
import {
  childrenOf,
  formatLayoutIndex,
  namesOf,
  parseLayoutIndex,
  pointNames,
  type Descriptor,
  type LayoutIndex,
} from './layout-index';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const manifest = (digit: number): Descriptor => ({
  mediaType: MANIFEST,
  digest: `sha256:${String(digit).repeat(64)}`,
  size: 100 + digit,
});

describe('pointNames', () => {
  const step = fc.record({
    digit: fc.nat(9),
    names: fc.array(fc.constantFrom('a', 'b', 'c', 'd')),
  });

  it('leaves each name at the last manifest it was pointed at, and every manifest listed or renamed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const expected = new Map<string, string>();
        let index: LayoutIndex = [];
        for (const { digit, names } of steps) {
          index = pointNames(index, manifest(digit), names);
          for (const name of names) expected.set(name, manifest(digit).digest);
          expect(index.some(({ digest }) => digest === manifest(digit).digest)).toBe(true);
        }
        expect(new Map([...namesOf(index)].sort())).toEqual(new Map([...expected].sort()));
        const texts = index.map((entry) => JSON.stringify(entry));
        expect(new Set(texts).size).toBe(texts.length);
        expect(parseLayoutIndex(formatLayoutIndex(index))).toEqual(index);
      }),
    );
  });
});

describe('parseLayoutIndex', () => {
  it.each([['{'], ['[]'], ['null'], ['{"manifests": 1}'], ['']])(
    'reads nothing from %s',
    (text) => {
      expect(parseLayoutIndex(text)).toBeNull();
    },
  );

  it('passes over entries that would leave the folder', () => {
    const bad = { ...manifest(1), digest: 'sha256:../../../etc/passwd' };
    expect(parseLayoutIndex(JSON.stringify({ manifests: [bad, 7, manifest(2)] }))).toEqual([
      manifest(2),
    ]);
  });
});

describe('childrenOf', () => {
  it.each([
    [1, { config: manifest(1), layers: [manifest(2), manifest(3)] }, [1, 2, 3]],
    [2, { manifests: [manifest(4), manifest(5)] }, [4, 5]],
    [3, { config: manifest(1), layers: [] }, [1]],
  ])('%i', (_, value, digits) => {
    expect(childrenOf(JSON.stringify(value))).toEqual(digits.map(manifest));
  });

  it.each([['{}'], ['no json'], ['{"layers": [{"digest": "sha512:1"}]}'], ['{"config": null}']])(
    'reads nothing from %s',
    (text) => {
      expect(childrenOf(text)).toBeNull();
    },
  );
});
