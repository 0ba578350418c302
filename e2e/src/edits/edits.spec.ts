import { rmSync } from 'node:fs';
import { bringUp, describeWith } from '../harness';
import { askEngine } from './ask-engine';
import { EDITS } from './edits';
import { fingerprintAll } from './fingerprint-all';
import { changeAll, makeWorkspace, type EditWorkspace } from './workspace';

describeWith(
  ['engine', 'registry', 'base'],
  'an edit, and whether the engine and the planner take it for a change',
  () => {
    let workspace: EditWorkspace;
    let ran: readonly boolean[];
    let before: readonly string[];
    let after: readonly string[];

    beforeAll(async () => {
      const { docker } = await bringUp(['engine', 'registry', 'base']);
      const env = docker?.env;
      if (!env) throw new Error('no engine came up');
      workspace = makeWorkspace();
      expect(await askEngine(workspace, { side: 'before', env })).not.toContain(false);
      before = fingerprintAll(workspace, 'before');
      changeAll(workspace);
      ran = await askEngine(workspace, { side: 'after', env });
      after = fingerprintAll(workspace, 'after');
    });
    afterAll(() => workspace && rmSync(workspace.root, { recursive: true }));

    it.each(EDITS.map((edit, at) => ({ ...edit, at })))(
      '$at: $name',
      ({ at, runs, changes = runs }) => {
        expect({ ran: ran[at], changed: after[at] !== before[at] }).toEqual({
          ran: runs,
          changed: changes,
        });
      },
    );
  },
);
