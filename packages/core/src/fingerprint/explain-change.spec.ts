import type { StageInputs } from './stage-inputs';
import { explainChange } from './explain-change';

function inputs(change: {
  base?: string;
  steps?: { text: string; args?: string[] }[];
  files?: Record<string, string>;
  parents?: Record<string, string>;
}): StageInputs {
  const steps = (change.steps ?? []).map((step, at) => ({ args: [], line: at + 2, ...step }));
  return {
    fingerprint: JSON.stringify(change),
    base: change.base ?? 'node:20',
    stage: { platform: 'linux/amd64', steps },
    reads: [{ parts: [new Map(Object.entries(change.files ?? {}))] }],
    parents: new Map(Object.entries(change.parents ?? {})),
  } as unknown as StageInputs;
}

describe('explainChange', () => {
  it.each([
    [1, inputs({ base: 'node:22' }), inputs({}), ['base node:20 became node:22']],
    [2, inputs({ files: { a: '2' } }), inputs({ files: { a: '1' } }), ['a changed']],
    [3, inputs({ files: { b: '1' } }), inputs({ files: { a: '1' } }), ['a removed', 'b added']],
    [
      4,
      inputs({ parents: { deps: 'x' } }),
      inputs({ parents: { deps: 'y' } }),
      ['stage deps changed'],
    ],
    [
      5,
      inputs({ steps: [{ text: 'RUN b' }] }),
      inputs({ steps: [{ text: 'RUN a' }] }),
      ['line 2 changed: RUN b', 'gone: RUN a'],
    ],
    [
      6,
      inputs({ steps: [{ text: 'RUN a', args: ['MODE=prod'] }] }),
      inputs({ steps: [{ text: 'RUN a', args: ['MODE=dev'] }] }),
      ['build argument MODE changed'],
    ],
    [7, inputs({}), inputs({}), []],
    [8, inputs({}), undefined, ['the stage is new']],
  ])('%d', (_, head, base, expected) => {
    expect(explainChange(head, base)).toEqual(expected);
  });

  it('counts files where there are many', () => {
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`f${at + 10}`, 'x']));
    expect(explainChange(inputs({ files }), inputs({}))).toHaveLength(6);
    expect(explainChange(inputs({ files }), inputs({})).at(-1)).toBe('15 more files');
  });
});
