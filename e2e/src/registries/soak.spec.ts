import { soak } from '@docker-stage-build/tools/soak/soak';
import { describeWith } from '../harness';

describeWith(['engine', 'registry', 'base'], 'many builds while requests fail', () => {
  it('says nothing that is not so, and leaves nothing behind', async () => {
    const result = await soak({ builds: 6, failing: 5, seed: 1 });
    expect(result.wrong).toEqual([]);
    expect(result.failedRequests).toBeGreaterThan(0);
    const failed = Object.values(result.failed).reduce((sum, count) => sum + count, 0);
    expect(result.pushed + failed).toBe(6);
    expect(result.pushed).toBeGreaterThan(0);
  });
});
