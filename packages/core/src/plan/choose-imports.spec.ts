import type { StageInputs } from '../fingerprint/stage-inputs';
import { chooseImports } from './choose-imports';
import type { StageNode } from './stage-nodes';

/** A stage with the names `own:ID` and `shared:ID` at head, and the same with `-1` in the base tree. */
function stage(id: string, needs: StageNode[] = [], cacheable = true): StageNode {
  return {
    inputs: { stage: { id, name: id } } as StageInputs,
    base: undefined,
    cacheable,
    head: { own: `own:${id}`, shared: `shared:${id}` },
    older: [{ own: `own:${id}-1`, shared: `shared:${id}-1` }],
    moving: null,
    needs,
  };
}

const base = stage('base', [], false);
const deps = stage('deps', [base]);
const prod = stage('prod', [base]);
const build = stage('build', [deps]);
const target = stage('target', [base, prod, build]);
const nodes = { targets: [target], all: [base, deps, prod, build, target] };

function choose(names: Record<string, string>) {
  const { main, fetch } = chooseImports(nodes, new Map(Object.entries(names)));
  return { main, fetch: fetch.map(({ node, digest }) => `${node.inputs.stage.id} ${digest}`) };
}

describe('chooseImports', () => {
  it('imports nothing when nothing exists', () => {
    expect(choose({})).toEqual({ main: null, fetch: [] });
  });

  it('takes the target and goes no deeper', () => {
    expect(choose({ 'own:target': 'A', 'own:deps': 'B', 'own:prod': 'C' })).toEqual({
      main: 'A',
      fetch: [],
    });
  });

  it('takes one manifest that covers the whole frontier', () => {
    expect(choose({ 'own:deps': 'A', 'own:prod': 'A', 'own:build-1': 'A' })).toEqual({
      main: 'A',
      fetch: [],
    });
  });

  it('prefers a manifest that covers more, even where the own name leads elsewhere', () => {
    const names = { 'own:deps': 'A', 'shared:deps': 'B', 'own:prod': 'B' };
    expect(choose(names)).toEqual({ main: 'B', fetch: [] });
  });

  it('fetches what the main import does not cover', () => {
    expect(choose({ 'own:build': 'A', 'own:prod': 'B', 'own:target-1': 'B' })).toEqual({
      main: 'B',
      fetch: ['build A'],
    });
  });

  it('never fetches an older cache: its changed steps would run', () => {
    expect(choose({ 'own:prod': 'A', 'own:build-1': 'B', 'own:deps-1': 'B' })).toEqual({
      main: 'A',
      fetch: [],
    });
  });

  it('falls back to an older cache for the steps before the change', () => {
    expect(choose({ 'own:deps-1': 'A', 'shared:prod-1': 'A', 'own:build-1': 'C' }).main).toBe('A');
  });

  it('looks below a stage that is not worth a cache, never at its names', () => {
    expect(choose({ 'own:base': 'X' })).toEqual({ main: null, fetch: [] });
  });
});
