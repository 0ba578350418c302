import { devNull } from 'node:os';
import { createJob } from '../testing/create-job';
import { fetchJob } from './fetch-stage';

it('pulls one stage from one cache into nothing, and writes no cache, tag or attestation', () => {
  const job = createJob({
    target: 'production',
    tags: ['h/a:1'],
    labels: { a: 'b' },
    buildArgs: { V: '1' },
    platforms: ['linux/amd64'],
    cacheFrom: 'type=registry,ref=h/a:main',
    cacheTo: 'type=registry,ref=h/a:new',
    outputs: [{ type: 'push' }],
  });
  expect(fetchJob(job, { stage: 'deps', cacheFrom: 'type=registry,ref=h/a:other' })).toEqual(
    createJob({
      target: 'deps',
      buildArgs: { V: '1' },
      platforms: ['linux/amd64'],
      provenance: false,
      sbom: false,
      cacheFrom: 'type=registry,ref=h/a:other',
      outputs: [{ type: 'oci', dest: devNull, tar: true }],
    }),
  );
});
