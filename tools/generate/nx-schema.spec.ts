import { imageOptions } from 'nx-docker-stage-build';
import { combineOptionsForExecutor } from 'nx/src/utils/params';
import { toJsonSchema } from './json-schema';
import { toNxSchema } from './nx-schema';

const schema = toNxSchema(toJsonSchema(imageOptions), { title: 'Build', description: 'Builds.' });

/** What Nx hands to the executor, by its own reading of the schema. */
function combine(commandLine: object, options: object = {}): Record<string, unknown> {
  return combineOptionsForExecutor(
    { ...commandLine },
    '',
    { options },
    schema as Parameters<typeof combineOptionsForExecutor>[3],
    'api',
    null,
  ) as Record<string, unknown>;
}

describe('the schema, as Nx reads it', () => {
  it.each<[number, object]>([
    [1, { tags: ['a', 7] }],
    [2, { tags: 'a,b' }],
    [3, { outputs: [{ type: 'oci', dest: 'a' }, 'type=cacheonly'] }],
    [4, { outputs: { type: 'local', dest: 'a' } }],
    [5, { secrets: [{ id: 'a', env: 'A' }, 'id=b'] }],
    [6, { cache: { kind: 'local', maxSize: 7 } }],
    [7, { cache: 'registry:host/cache' }],
    [8, { buildArgs: { A: 'a', B: 1, C: true } }],
    [9, { buildArgs: ['A=a'] }],
    [10, { noCache: ['deps'] }],
    [11, { noCache: true }],
    [12, { mirrors: { 'docker.io': 'mirror.example.com' } }],
  ])('%i passes on %j', (_, options) => {
    expect(combine({}, options)).toMatchObject(options);
  });

  it.each<[number, object]>([
    [1, { tagz: 'a' }],
    [2, { _: ['a'] }],
    [3, { cache: { maxsize: 7 } }],
    [4, { cache: { kind: 's3' } }],
    [5, { outputs: [{ type: 'registry' }] }],
    [6, { secrets: [{ name: 'a' }] }],
    [7, { buildArgs: { A: {} } }],
  ])('%i leaves it to the parser to refuse %j', (_, options) => {
    expect(combine(options)).toMatchObject(options);
  });

  it.each<[number, object, object]>([
    [1, { platforms: 'linux/amd64,linux/arm64' }, { platforms: ['linux/amd64', 'linux/arm64'] }],
    [2, { push: 'true' }, { push: true }],
    [3, { 'git-labels': 'false' }, { gitLabels: false }],
    [4, { provenance: 'true' }, { provenance: true }],
    [5, { provenance: 'mode=max' }, { provenance: 'mode=max' }],
  ])('%i reads %j from a command line as %j', (_, commandLine, options) => {
    expect(combine(commandLine)).toMatchObject(options);
  });
});
