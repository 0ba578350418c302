import * as fc from 'fast-check';
import { attributeOf, formatCsv } from './csv';

describe('formatCsv', () => {
  it.each([
    [1, [['type', 'registry']], 'type=registry'],
    [2, [['type', 'local'], ['tag', null], ['mode', undefined], ['tar', false]], 'type=local,tar=false'], // prettier-ignore
    [3, [['src', '/a,b']], '"src=/a,b"'],
    [4, [['src', '/a"b']], '"src=/a""b"'],
    [5, [['dest', '/a b']], 'dest=/a b'],
  ] as const)('%i: %j', (_, fields, text) => {
    expect(formatCsv(fields)).toBe(text);
  });
});

describe('attributeOf', () => {
  it.each([
    [1, 'type=registry,ref=host/a:b,mode=max', ['ref', 'src'], 'host/a:b'],
    [2, 'type=local,"src=/a,b",digest=sha256:0', ['ref', 'src'], '/a,b'],
    [3, 'type=gha', ['ref', 'src'], null],
    [4, '', ['ref'], null],
  ] as const)('%i: %s', (_, csv, keys, value) => {
    expect(attributeOf(csv, keys)).toBe(value);
  });

  it('reads what formatCsv wrote, whatever the values', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (values) => {
        const csv = formatCsv(values.map((value, index) => [`k${index}`, value] as const));
        for (const [index, value] of values.entries()) {
          expect(attributeOf(csv, [`k${index}`])).toBe(value);
        }
      }),
    );
  });
});
