import type { Step } from '../../records';
import { breakDown } from './break-down';

function step(name: string, from: number, to: number, more: Partial<Step> = {}): Step {
  const spans = [{ from: from * 1000, to: to * 1000 }];
  return { digest: name, name, ran: true, spans, ...more };
}

describe('breakDown', () => {
  it.each([
    [1, '[base 1/2] FROM docker.io/library/node:20-slim', 'base image'],
    [2, '[deps 4/4] RUN npm ci', 'install'],
    [3, '[deps 4/4] RUN pnpm install --frozen-lockfile', 'install'],
    [4, '[build 2/2] RUN npm run build --workspace=api', 'compile'],
    [5, '[base 2/3] RUN npm install --global pnpm@10.34.9', 'tools'],
    [6, '[build 1/2] COPY . .', 'other instructions'],
    [7, 'importing cache manifest from 127.0.0.1:5000/shop/api:cache', 'import cache'],
    [8, 'exporting cache to registry', 'export cache'],
    [9, 'exporting to image', 'push image'],
    [10, '[internal] load build context', 'context'],
    [11, '[internal] load metadata for docker.io/library/node:20-slim', 'other'],
  ])('%i: %s is %s', (_number, name, kind) => {
    expect(breakDown([{ steps: [step(name, 1, 3)] }]).secondsByKind).toEqual({ [kind]: 2 });
  });

  it('counts a step once that builds share', () => {
    const shared = step('[deps 4/4] RUN npm ci', 0, 10);
    const { builds, executed, secondsByKind } = breakDown([
      { steps: [shared] },
      { steps: [shared] },
    ]);
    expect({ builds, executed, secondsByKind }).toEqual({
      builds: 2,
      executed: { install: 1, compile: 0, tools: 0 },
      secondsByKind: { install: 10 },
    });
  });

  it('counts a step twice that ran twice', () => {
    const name = '[deps 4/4] RUN npm ci';
    const twice = [{ steps: [step(name, 0, 10)] }, { steps: [step(name, 20, 30)] }];
    expect(breakDown(twice).executed.install).toBe(2);
  });

  it('counts no step that came from a cache', () => {
    const cached = step('[build 2/2] RUN npm run build', 0, 1, { ran: false });
    const { executed, secondsByKind } = breakDown([{ steps: [cached] }]);
    expect(executed.compile).toBe(0);
    expect(secondsByKind).toEqual({ 'cached layers': 1 });
  });

  it('is busy while any build is', () => {
    const steps = [
      step('[a 1/1] COPY a', 0, 4),
      step('[b 1/1] COPY b', 2, 5),
      step('[c] COPY', 8, 9),
    ];
    expect(breakDown([{ steps }]).busySeconds).toBe(6);
  });
});
