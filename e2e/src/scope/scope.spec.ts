import { bringUp, describeWith } from '../harness';
import { SCOPE_CASES } from './cases';
import { planScope } from './plan-scope';
import { sendContext } from './send-context';

describeWith(['engine', 'registry', 'base'], 'a context that is held to a scope', () => {
  let env: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const { docker } = await bringUp(['engine', 'registry', 'base']);
    if (!docker) throw new Error('no engine came up');
    ({ env } = docker);
  });

  it.each(SCOPE_CASES)('is what BuildKit is sent: $name', async (scopeCase) => {
    const { files, generated } = planScope(scopeCase);
    expect(await sendContext(scopeCase, generated, env)).toEqual(files);
  });

  it('leaves out and lets in', () => {
    const sizes = SCOPE_CASES.map((one) => planScope(one).files.length / one.entries.length);
    expect(Math.min(...sizes)).toBeLessThan(0.5);
    expect(Math.max(...sizes)).toBeGreaterThan(0.5);
  });
});
