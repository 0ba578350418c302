import { bringUp, describeWith } from '../harness';
import { askEngine } from './ask-engine';
import { CASES, CONTEXTS, UPSTREAM_CASES, UPSTREAM_CONTEXTS } from './cases';
import { openPlace, type EngineEnv, type Place } from './place';
import { planCases, type PlannedCase } from './plan-cases';

const ENGINES = [
  {
    engine: 'Docker',
    parts: ['engine', 'registry', 'base'],
    question: { cases: CASES, contexts: CONTEXTS },
    envOf: async () => (await bringUp(['engine', 'registry', 'base'])).docker?.env,
  },
  {
    engine: 'upstream BuildKit',
    parts: ['engine', 'registry', 'base', 'buildkit'],
    question: { cases: UPSTREAM_CASES, contexts: UPSTREAM_CONTEXTS },
    envOf: async () => (await bringUp(['engine', 'registry', 'base', 'buildkit'])).buildkit?.env,
  },
] as const;

describe.each(ENGINES)('$engine', ({ engine, parts, question, envOf }) => {
  describeWith(parts, 'and what the planner says of sources that may move', () => {
    let env: EngineEnv;
    let place: Place;
    let again: readonly boolean[];
    let moved: readonly boolean[];
    let before: readonly PlannedCase[];
    let after: readonly PlannedCase[];

    beforeAll(async () => {
      const found = await envOf();
      if (!found) throw new Error('no engine came up');
      env = found;
      place = await openPlace(`remote-${engine.split(' ')[0]?.toLowerCase()}`, env);
      expect(await askEngine(question, { place, env })).not.toContain(false);
      before = await planCases(question, place);
      again = await askEngine(question, { place, env });
      await place.move();
      moved = await askEngine(question, { place, env });
      after = await planCases(question, place);
    });
    afterAll(() => place?.stop());

    it('agree that nothing changed before anything moved', () => {
      expect(again).not.toContain(true);
    });

    it.each(question.cases.map((one, at) => ({ ...one, at })))(
      'agree once all has moved: $name',
      ({ at, known, runs }) => {
        expect({ known: after[at]?.unpinned.length === 0, runs: moved[at] }).toEqual({
          known,
          runs,
        });
        // What is known changes when, and only when, the engine has to do something.
        if (known) expect(after[at]?.identity !== before[at]?.identity).toBe(runs);
      },
    );
  });
});
