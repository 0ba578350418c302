import fc from 'fast-check';
import type { StageInputs } from '../fingerprint/stage-inputs';
import { nameStageCache } from './cache-name';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function inputs(id: string, fingerprint: string, images: string[] = []): StageInputs {
  return {
    stage: { id, platform: 'linux/arm64/v8' },
    fingerprint,
    images,
  } as unknown as StageInputs;
}

describe('nameStageCache', () => {
  it('carries stage, project and platform', () => {
    const names = nameStageCache(inputs('deps', 'f'), {
      project: '@shop/api',
      bases: new Map(),
      epoch: null,
    });
    expect(names?.shared).toMatch(/^cache-deps-[0-9a-f]{32}-linux-arm64-v8$/);
    expect(names?.own).toMatch(/^cache-shop-api\.deps-[0-9a-f]{32}-linux-arm64-v8$/);
  });

  it('has no name while a base image is not resolved', () => {
    const bases = new Map([['node:20', null]]);
    expect(
      nameStageCache(inputs('deps', 'f', ['node:20']), { project: 'a', bases, epoch: null }),
    ).toBeNull();
  });

  it('takes a pinned base at its word', () => {
    const names = nameStageCache(inputs('deps', 'f', [`node@${DIGEST}`]), {
      project: 'a',
      bases: new Map(),
      epoch: null,
    });
    expect(names).not.toBeNull();
  });

  it('changes when a base moves, and only the project part tells projects apart', () => {
    const name = (project: string, digest: string) =>
      nameStageCache(inputs('deps', 'f', ['node:20']), {
        project,
        bases: new Map([['node:20', digest]]),
        epoch: null,
      });
    expect(name('a', DIGEST)?.shared).not.toBe(name('a', `sha256:${'b'.repeat(64)}`)?.shared);
    expect(name('a', DIGEST)?.shared).toBe(name('b', DIGEST)?.shared);
    expect(name('a', DIGEST)?.own).not.toBe(name('b', DIGEST)?.own);
  });

  it('is another one in another period', () => {
    const name = (epoch: number | null) =>
      nameStageCache(inputs('deps', 'f'), { project: 'a', bases: new Map(), epoch })?.shared;
    expect(new Set([name(null), name(1), name(2)]).size).toBe(3);
    expect(name(1)).toBe(name(1));
  });

  it('stays in the grammar of a tag, and never collides', () => {
    const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
    const seen = new Map<string, string>();
    fc.assert(
      fc.property(label, label, fc.nat({ max: 50 }).map(String), (project, id, fingerprint) => {
        const names = nameStageCache(inputs(id, fingerprint), {
          project,
          bases: new Map(),
          epoch: null,
        });
        for (const [name, identity] of [
          [names?.shared ?? '', JSON.stringify([id, fingerprint])],
          [names?.own ?? '', JSON.stringify([`${project}.${id}`, fingerprint])],
        ] as const) {
          expect(name).toMatch(/^cache-[a-zA-Z0-9._-]{0,122}$/);
          expect(seen.get(name) ?? identity).toBe(identity);
          seen.set(name, identity);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
