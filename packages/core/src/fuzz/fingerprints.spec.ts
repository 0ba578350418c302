import fc from 'fast-check';
import { indexContext } from '../context/context-index';
import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import { buildStageGraph } from '../dockerfile/stage-graph';
import { fingerprintStages } from '../fingerprint/fingerprint-stages';
import { compileIgnoreRules } from '../ignore/ignore-rules';
import type { TreeEntry } from '../tree/tree';

type Matches = (path: string) => boolean;

const PATHS = [
  ...['package.json', 'package-lock.json', 'README.md', 'tsconfig.json'],
  ...['apps/api/package.json', 'apps/api/src/main.ts', 'apps/api/src/a.ts', 'apps/api/docs/x.md'],
  ...['apps/web/package.json', 'apps/web/src/main.ts', 'apps/web/dist/main.js', 'apps2/main.ts'],
  ...['libs/money/package.json', 'libs/money/index.ts', 'libs/http/package.json', 'libs/http/b.md'],
];

const below =
  (folder: string): Matches =>
  (path) =>
    path.startsWith(`${folder}/`);

/** Sources of COPY, each with the files it stands for, told without the planner's means. */
const SOURCES: readonly (readonly [string, Matches])[] = [
  ['.', () => true],
  ['package.json', (path) => path === 'package.json'],
  ['apps', below('apps')],
  ['./apps/api/', below('apps/api')],
  ['apps/web/src', below('apps/web/src')],
  ['package*.json', (path) => /^package(-lock)?\.json$/.test(path)],
  ['libs/*/package.json', (path) => /^libs\/\w+\/package\.json$/.test(path)],
  ['app?', below('apps')],
];

/** Lines of an ignore file, each with what it leaves out. */
const IGNORED: readonly (readonly [string, Matches])[] = [
  ['**/*.md', (path) => path.endsWith('.md')],
  ['**/dist', (path) => path.includes('/dist/')],
  ['libs/money', below('libs/money')],
  ['*.json', (path) => /^[^/]+\.json$/.test(path)],
  ['apps/*/src\n!apps/api/src/a.ts', (path) => /^apps\/\w+\/src\/(?!a\.ts)/.test(path)],
];

/** A named context, without ignore rules. */
const CONTEXT = 'libs';

interface StageModel {
  /** Stage it stands on and stage it copies from, counted modulo those before it and none. */
  readonly from: number;
  readonly copiesFrom: number;
  /** What it stands on and copies from where that is no stage: an image, or all of the named context; `null` copies nothing. */
  readonly base: 'image' | 'context';
  readonly other: 'image' | 'context' | null;
  readonly sources: readonly (typeof SOURCES)[number][];
  /** Empty for none. */
  readonly run: string;
}

interface Model {
  readonly files: ReadonlyMap<string, TreeEntry>;
  readonly ignored: readonly (typeof IGNORED)[number][];
  readonly stages: readonly StageModel[];
}

/** A change of one file, or of the text of one stage's RUN. */
type Edit =
  | { readonly kind: 'content' | 'mode' | 'presence'; readonly path: string }
  | { readonly kind: 'run'; readonly stage: number };

const models: fc.Arbitrary<Model> = fc.record({
  files: fc
    .uniqueArray(fc.constantFrom(...PATHS), { minLength: 3 })
    .map((paths) => new Map(paths.map((path) => [path, { type: 'file', hash: path }] as const))),
  ignored: fc.uniqueArray(fc.constantFrom(...IGNORED), { maxLength: 2 }),
  stages: fc.array(
    fc.record({
      from: fc.nat({ max: 4 }),
      copiesFrom: fc.nat({ max: 4 }),
      base: fc.constantFrom('image', 'context'),
      other: fc.constantFrom('image', 'context', null),
      sources: fc.uniqueArray(fc.constantFrom(...SOURCES), { maxLength: 2 }),
      run: fc.constantFrom('make', 'npm ci', ''),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
const edits: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('content' as const, 'mode' as const, 'presence' as const),
      path: fc.constantFrom(...PATHS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('run' as const), stage: fc.nat(3) }) },
);

/** The stages before it that a stage stands on and copies from; the last choice is none. */
function needsOf(
  { from, copiesFrom, other }: StageModel,
  at: number,
): readonly [from: number | null, copied: number | null] {
  const stageOf = (choice: number) => (choice % (at + 1) === at ? null : choice % (at + 1));
  return [stageOf(from), other === null ? null : stageOf(copiesFrom)];
}

function isInput({ stages, ignored }: Model, { at, edit }: { at: number; edit: Edit }): boolean {
  const pending = [at];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const stage = stages[next] as StageModel;
    const needs = needsOf(stage, next);
    if (edit.kind === 'run' ? edit.stage === next : reads(stage, needs, edit.path)) return true;
    pending.push(...needs.filter((need) => need !== null));
  }
  return false;

  function reads(
    { sources, base, other }: StageModel,
    [from, copied]: ReturnType<typeof needsOf>,
    path: string,
  ): boolean {
    const isContext =
      (from === null && base === 'context') || (copied === null && other === 'context');
    if (isContext && below(CONTEXT)(path)) return true;
    return (
      sources.some(([, has]) => has(path)) && !ignored.some(([, leavesOut]) => leavesOut(path))
    );
  }
}

function apply(model: Model, edit: Edit): Model {
  if (edit.kind === 'run') {
    const stages = model.stages.map((stage, at) =>
      at === edit.stage ? { ...stage, run: `${stage.run} changed` } : stage,
    );
    return { ...model, stages };
  }
  const files = new Map(model.files);
  const before = files.get(edit.path);
  if (edit.kind === 'presence' && before) files.delete(edit.path);
  else if (edit.kind === 'mode' && before) files.set(edit.path, { ...before, type: 'executable' });
  else files.set(edit.path, { type: 'file', hash: 'changed' });
  return { ...model, files };
}

function fingerprint({ files, ignored, stages }: Model, at: number): string {
  const text = stages.flatMap((stage, number) => {
    const [from, other] = needsOf(stage, number).map((need) => (need === null ? null : `s${need}`));
    return [
      `FROM ${from ?? stage.base} AS s${number}`,
      ...stage.sources.map(([source]) => `COPY ${source} /app/`),
      ...(stage.other === null ? [] : [`COPY --from=${other ?? stage.other} / /y`]),
      ...(stage.run === '' ? [] : [`RUN ${stage.run}`]),
    ];
  });
  const graph = buildStageGraph(parseDockerfile(text.join('\n')), {
    platform: 'linux/amd64',
    target: `s${at}`,
    contexts: ['context'],
  });
  const rules = compileIgnoreRules(ignored.map(([line]) => line).join('\n'));
  const index = indexContext(files, { folder: '', rules });
  const contexts = new Map([
    ['', { kind: 'files', index } as const],
    ['context', { kind: 'files', index: indexContext(files, { folder: CONTEXT }) } as const],
  ]);
  const inputs = fingerprintStages(graph, contexts);
  return inputs.get(graph.target)?.fingerprint as string;
}

/** Checks, over 1,000 models, stages and edits of the kind that is asked for, whether the fingerprint changes. */
function checkEdits(inside: boolean): void {
  const property = fc.property(models, edits, fc.nat(3), (model, edit, choice) => {
    const at = choice % model.stages.length;
    fc.pre(isInput(model, { at, edit }) === inside);
    const changed = fingerprint(apply(model, edit), at) !== fingerprint(model, at);
    expect(changed).toBe(inside);
  });
  fc.assert(property, { numRuns: 1000 });
}

describe('the fingerprint of a stage', () => {
  it('never changes by an edit outside of its inputs', () => checkEdits(false));
  it('always changes by an edit of its inputs', () => checkEdits(true));
});
