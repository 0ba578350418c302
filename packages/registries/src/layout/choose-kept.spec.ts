import fc from 'fast-check';
import { chooseKept, type KeptManifest } from './choose-kept';

const blob = (id: number, size: number) => ({ mediaType: 'x', digest: `sha256:${id}`, size });
const NOW = 1000;
const used = (digest: string, usedAt: number, ...blobs: KeptManifest['blobs']): KeptManifest => ({
  digest,
  usedAt,
  blobs,
});

describe('chooseKept', () => {
  const base = blob(0, 50);
  const manifests = [
    used('old', 1, base, blob(1, 10)),
    used('new', 3, base, blob(3, 10)),
    used('mid', 2, base, blob(2, 10)),
  ];

  it.each([
    [1, 80, 9, ['new', 'mid', 'old']],
    [2, 79, 9, ['new', 'mid']],
    [3, 60, 9, ['new']],
    [4, 59, 9, []],
    [5, 0, 2, ['new', 'mid']],
    [6, 60, 1, ['new', 'mid', 'old']],
  ])('%i keeps what fits into %i, or was used since %i', (_, maxBytes, since, kept) => {
    expect([...chooseKept(manifests, { maxBytes, keepSince: new Date(since) })]).toEqual(kept);
  });

  it('keeps the recent, fits the rest, and never drops a manifest for an older one', () => {
    const anyManifest = fc.record({
      usedAt: fc.nat(NOW),
      blobs: fc.uniqueArray(fc.nat(8), { minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(anyManifest), fc.nat(300), fc.nat(NOW), (drafts, maxBytes, since) => {
        const all = drafts.map(({ usedAt, blobs }, index) =>
          used(String(index), usedAt, ...blobs.map((id) => blob(id, id * 10))),
        );
        const kept = chooseKept(all, { maxBytes, keepSince: new Date(since) });
        const [stay, go] = [
          all.filter((m) => kept.has(m.digest)),
          all.filter((m) => !kept.has(m.digest)),
        ];
        expect(go.every(({ usedAt }) => usedAt < since)).toBe(true);
        const oldest = Math.min(...stay.map(({ usedAt }) => usedAt));
        expect(go.every(({ usedAt }) => usedAt <= oldest)).toBe(true);
        const sizes = new Map(stay.flatMap((m) => m.blobs.map((b) => [b.digest, b.size])));
        const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
        const mustStay = stay.every(({ usedAt }) => usedAt >= since);
        expect(mustStay || bytes <= maxBytes).toBe(true);
      }),
    );
  });
});
