import type { BuildJob, BuildOutput, EngineFacts } from '@docker-stage-build/engines';
import { withPossibleOutputs } from './choose-outputs';

const LOAD: BuildOutput[] = [{ type: 'load' }];
const PUSH: BuildOutput[] = [{ type: 'push' }];

describe('withPossibleOutputs', () => {
  it.each<[number, BuildOutput[], boolean, string | null, BuildOutput[]]>([
    [1, LOAD, false, '28.5.2', LOAD],
    [2, LOAD, false, null, [{ type: 'cacheonly' }]],
    // Asked for: the engine refuses it with the ways out.
    [3, LOAD, true, null, LOAD],
    [4, PUSH, false, null, PUSH],
  ])('%i: of %j, asked: %s, with Docker %s', (_, outputs, isLoadAsked, serverVersion, expected) => {
    const said: string[] = [];
    const job = { project: 'api', outputs } as unknown as BuildJob;
    const facts = { serverVersion, builder: { name: 'farm' } } as unknown as EngineFacts;
    const chosen = withPossibleOutputs(job, {
      options: { isLoadAsked },
      facts,
      warn: (message) => said.push(message),
    });
    expect(chosen.outputs).toEqual(expected);
    const changed = outputs !== expected;
    expect(said).toEqual(changed ? [expect.stringMatching(/api: .*"farm".*--push/)] : []);
  });
});
