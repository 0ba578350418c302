import fc from 'fast-check';
import type { CachePlan, ImagePlan, Plan, StagePlan } from '../plan/plan';
import { formatTable, NO_COLORS } from './format-table';

const text = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 300 });
const texts = fc.array(text, { maxLength: 3 });
const fingerprint = fc.string({ unit: 'grapheme-ascii', minLength: 64, maxLength: 64 });
const cache: fc.Arbitrary<CachePlan> = fc.record({
  kind: fc.constantFrom('local', 'registry', 'none', 'builder'),
  location: fc.option(text),
  why: text,
  read: fc.boolean(),
  write: fc.boolean(),
});
const stage: fc.Arbitrary<StagePlan> = fc.record({
  ...{ name: text, platform: text, fingerprint, why: texts, projects: texts },
  ...{ sharedWith: texts, names: texts, files: fc.nat(), cacheable: fc.boolean() },
  needs: fc.constant([]),
  affected: fc.option(fc.boolean()),
  exists: fc.option(fc.boolean()),
});
const image: fc.Arbitrary<ImagePlan> = fc.record({
  ...{ project: text, dockerfile: text, target: text, platforms: texts, tags: texts, why: texts },
  ...{ import: fc.option(text), export: fc.option(text), point: texts, cache },
  context: fc.record({ scope: fc.constant('graph'), projects: texts, include: texts }),
  fingerprint: fc.option(fingerprint),
  decision: fc.constantFrom('build', 'reuse', 'unknown'),
  stages: fc.array(stage, { maxLength: 4 }),
  bases: fc.constant({}),
  fetch: fc.array(fc.record({ stage: text, platform: text, from: text }), { maxLength: 2 }),
});
const plan: fc.Arbitrary<Plan> = fc.record({
  version: fc.constant(1),
  runner: fc.record({
    kind: fc.constantFrom('workstation', 'private', 'cloud'),
    provider: fc.option(text),
    why: text,
  }),
  ...{ base: fc.option(fingerprint), baseWhy: text, head: fingerprint, cache },
  images: fc.array(image, { maxLength: 3 }),
});

/** Paint that no plan has. */
const paint = (words: string): string => `\ue000${words}\ue001`;
const PAINT = { bold: paint, dim: paint, yellow: paint, green: paint };

describe('the table', () => {
  it('fits 100 columns, whatever a plan says', () => {
    fc.assert(
      fc.property(plan, (any) => {
        for (const line of formatTable(any).split('\n'))
          expect(line.length).toBeLessThanOrEqual(100);
      }),
      { numRuns: 200 },
    );
  });

  it('has no colours but those of its palette, which take no room', () => {
    fc.assert(
      fc.property(plan, (any) => {
        const plain = formatTable(any, NO_COLORS);
        expect(plain).not.toMatch(/[\u001b\ue000]/);
        const painted = formatTable(any, PAINT).replace(/[\ue000\ue001]/g, '');
        // Only what is not painted is cut at a line's end.
        expect(painted.replace(/ +$/gm, '')).toBe(plain);
      }),
      { numRuns: 50 },
    );
  });
});
