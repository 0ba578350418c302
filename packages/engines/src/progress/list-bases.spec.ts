import { readFixture } from '../testing/read-fixture';
import { ProgressReader } from './progress-reader';

const BUSYBOX = 'sha256:320045671f03b73127f6e88322ae61558be5c8c2bc50aeff1c7799dac330ae3f';

describe('the images that a build stood on', () => {
  it.each(['built', 'cached', 'two-platforms'])('are read from %s', (fixture) => {
    const reader = new ProgressReader();
    for (const line of readFixture(`${fixture}.rawjson`).split('\n')) reader.read(line);
    expect([...reader.bases()]).toEqual([['docker.io/library/busybox:1', BUSYBOX]]);
  });

  it.each([
    ['[deps 1/2] FROM docker.io/library/node:20@', ['docker.io/library/node:20']],
    ['FROM docker.io/library/busybox:1@', ['docker.io/library/busybox:1']],
    ['[linux/amd64 app 1/4] FROM localhost:5000/a:1@', ['localhost:5000/a:1']],
    ['[context node] docker.io/library/node:20@', []],
    ['[deps 2/2] RUN echo FROM a@', []],
  ])('%s', (name, refs) => {
    const vertex = { digest: 'sha256:1', name: `${name}${BUSYBOX}` };
    const reader = new ProgressReader();
    reader.read(JSON.stringify({ vertexes: [vertex] }));
    expect([...reader.bases().keys()]).toEqual(refs);
  });
});
