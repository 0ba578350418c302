import type { StageBuildError } from '@docker-stage-build/core';
import { parseImageOptions, parsePlanOptions, parsePluginOptions } from './parse-options';

const parse = (raw: unknown) => parseImageOptions(raw, { project: 'api' });

function problemsOf(raw: unknown): string[] {
  try {
    parse(raw);
  } catch (error) {
    const { code, project, hint, message } = error as StageBuildError;
    expect({ code, project }).toEqual({ code: 'OPTION_INVALID', project: 'api' });
    expect(hint).toContain('docs/reference/image.md');
    return message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

describe('parseImageOptions', () => {
  it('needs no option', () => {
    expect(parse({})).toMatchObject({
      dockerfile: '{projectRoot}/Dockerfile',
      context: '.',
      image: '{scopedName}',
      tags: ['latest'],
      load: true,
      push: false,
      outputs: [],
      noCache: false,
      gitLabels: true,
      cache: { kind: 'auto', read: true, write: true, mode: 'max', maxSize: 10 * 1024 ** 3 },
    });
  });

  it.each<[number, object, object]>([
    [1, { push: true }, { load: false, tags: ['{sha}'] }],
    [2, { push: true, load: true }, { load: true }],
    [3, { push: true, tags: ['1'] }, { tags: ['1'] }],
    [4, { outputs: 'type=cacheonly' }, { load: false, outputs: [{ type: 'cacheonly' }] }],
    [5, { load: false }, { load: false, outputs: [] }],
    [
      6,
      { outputs: 'type=oci,dest=a.tar' },
      { outputs: [{ type: 'oci', dest: 'a.tar', tar: true }] },
    ],
    [7, { outputs: ['type=oci,dest=a'] }, { outputs: [{ type: 'oci', dest: 'a', tar: false }] }],
    [
      8,
      { outputs: [{ type: 'oci', dest: 'a', tar: true }] },
      { outputs: [{ type: 'oci', dest: 'a', tar: true }] },
    ],
    [
      9,
      { outputs: 'type=oci,dest=a.tar,tar=false' },
      { outputs: [{ type: 'oci', dest: 'a.tar', tar: false }] },
    ],
    [
      10,
      { outputs: { type: 'local', dest: 'out' } },
      { outputs: [{ type: 'local', dest: 'out' }] },
    ],
    [11, { secrets: 'id=T,env=TOKEN' }, { secrets: [{ id: 'T', env: 'TOKEN' }] }],
    [
      12,
      { secrets: ['id=npmrc,src=.npmrc', { id: 'x' }] },
      { secrets: [{ id: 'npmrc', src: '.npmrc' }, { id: 'x' }] },
    ],
    [13, { ssh: 'default' }, { ssh: ['default'] }],
    [
      14,
      { buildArgs: { PORT: 3000, DEBUG: true } },
      { buildArgs: { PORT: '3000', DEBUG: 'true' } },
    ],
    [15, { buildArgs: 'V=1.10' }, { buildArgs: { V: '1.10' } }],
    [16, { buildArgs: ['V=a=b,c', 'W='] }, { buildArgs: { V: 'a=b,c', W: '' } }],
    [17, { tags: '1.10,{sha}' }, { tags: ['1.10', '{sha}'] }],
    [18, { tags: '1.10,' }, { tags: ['1.10'] }],
    [19, { tags: 20261121 }, { tags: ['20261121'] }],
    [20, { tags: ['a', 7] }, { tags: ['a', '7'] }],
    [21, { noCache: 'false' }, { noCache: false }],
    [22, { noCache: true }, { noCache: true }],
    [23, { noCache: 'deps,build' }, { noCache: ['deps', 'build'] }],
    [24, { noCache: 'true' }, { noCache: true }],
    [25, { cache: 'none' }, { cache: { kind: 'none' } }],
    [26, { cache: 'local:/mnt/caches' }, { cache: { kind: 'local', location: '/mnt/caches' } }],
    [
      27,
      { cache: 'registry:host:5000/cache' },
      { cache: { kind: 'registry', location: 'host:5000/cache' } },
    ],
    [28, { cache: { maxSize: '1.5GB' } }, { cache: { kind: 'auto', maxSize: 1.5 * 1024 ** 3 } }],
    [29, { cache: { maxSize: '512mb' } }, { cache: { maxSize: 512 * 1024 ** 2 } }],
    [30, { cache: { maxSize: 1000 } }, { cache: { maxSize: 1000 } }],
    [31, { cache: { write: 'false' } }, { cache: { read: true, write: false } }],
    [32, { provenance: 'mode=max', sbom: false }, { provenance: 'mode=max', sbom: false }],
    [
      33,
      { platforms: ['linux/amd64', 'linux/arm/v7'] },
      { platforms: ['linux/amd64', 'linux/arm/v7'] },
    ],
    [34, { reuse: false }, { reuse: { when: 'never' } }],
    [35, { reuse: 'false' }, { reuse: { when: 'never' } }],
    [36, { reuse: true }, { reuse: { when: 'auto' } }],
  ])('%i reads %j', (_, raw, options) => {
    expect(parse(raw)).toMatchObject(options);
  });

  it.each<[number, object, string]>([
    [1, { tagz: ['a'] }, '"tagz" is not an option: did you mean "tags"?'],
    [2, { cache: { maxsize: 1 } }, 'cache: "maxsize" is not an option: did you mean "maxSize"?'],
    [3, { _: ['x'] }, 'positional arguments are not taken: write `--name=value`'],
    [4, { push: 'yes' }, 'push: expected boolean, not "yes"'],
    [
      5,
      { platforms: ['arm64'] },
      'platforms.0: write a platform as os/arch: linux/amd64, not "arm64"',
    ],
    [
      6,
      { cache: 's3' },
      'cache: write auto, local, registry, none, local:FOLDER or registry:REPOSITORY, not "s3"',
    ],
    [7, { cache: 7 }, 'cache: expected object or string or boolean, not 7'],
    [8, { cache: { kind: 's3' } }, 'cache.kind: expected auto, local, registry, none, not "s3"'],
    [9, { runnerKind: 'laptop' }, 'runnerKind: expected workstation, private, cloud, not "laptop"'],
    [10, { outputs: 'type=oci' }, 'outputs.dest: expected string, not "type=oci"'],
    [11, { outputs: [{ type: 'oci' }] }, 'outputs.0.dest: expected string, but it is missing'],
    [12, { tags: [] }, 'tags: write at least one tag, or leave the option out, not []'],
    [13, { ulimits: ['nofile'] }, 'ulimits.0: write name=soft or name=soft:hard, not "nofile"'],
    [
      14,
      { insecureRegistries: ['http://x/y'] },
      'insecureRegistries.0: write a host without scheme and path: localhost:5000, not "http://x/y"',
    ],
    [
      15,
      { tags: 1.1 },
      'tags: a number loses its last zeros: write text, on a command line `1.10,` or `NAME=1.10`, not 1.1',
    ],
    [
      16,
      { buildArgs: { V: 1.1 } },
      'buildArgs.V: a number loses its last zeros: write text, on a command line `1.10,` or `NAME=1.10`',
    ],
    [17, { buildArgs: 'V' }, 'buildArgs: write NAME=value'],
    [18, { cache: { maxSize: 'big' } }, 'cache.maxSize: write a size as 512MB or 10GB, not "big"'],
    [
      19,
      { cache: false },
      'cache: write `--noCache` to take nothing from a cache, `--cache=none` to keep none under names, not false',
    ],
    [20, { reuse: 'no' }, 'reuse: expected auto, never, true, false, not "no"'],
  ])('%i refuses %j', (_, raw, problem) => {
    expect(problemsOf(raw)).toEqual([problem]);
  });

  it('points to push where an output would push', () => {
    expect(problemsOf({ outputs: 'type=registry' })).toEqual([
      expect.stringMatching(/^outputs\.type: .*to push or load use the options of that name/),
    ]);
  });

  it('lists every problem at once', () => {
    expect(problemsOf({ push: 1, tagz: 1, cache: { mode: 'all' } })).toHaveLength(3);
  });

  it('never repeats what may be secret', () => {
    const secret = 'hunter2';
    const raw = {
      secrets: [{ id: 'T', value: secret }, [secret]],
      buildArgs: { TOKEN: [secret] },
    };
    expect(problemsOf(raw)).toHaveLength(3);
    expect(problemsOf(raw).join()).not.toContain(secret);
  });

  it('cuts a long value', () => {
    expect(problemsOf({ push: 'x'.repeat(500) }).join().length).toBeLessThan(120);
  });
});

describe('parsePlanOptions', () => {
  it('has the options of an image, and how to answer', () => {
    const plan = parsePlanOptions({ push: true, format: 'json' }, { project: 'api' });
    expect(plan).toMatchObject({ format: 'json', resolve: false, push: true, tags: ['{sha}'] });
  });

  it('refuses a format that is none', () => {
    expect(() => parsePlanOptions({ format: 'yaml' }, { project: 'api' })).toThrow(
      'format: expected table, json, mermaid, bake, not "yaml"',
    );
  });
});

describe('parsePluginOptions', () => {
  it('keeps defaults as they are written', () => {
    expect(parsePluginOptions({ defaults: { cache: 'none' } })).toEqual({
      targetName: 'image',
      planTargetName: 'image-plan',
      dockerfile: 'Dockerfile',
      defaults: { cache: 'none' },
    });
    expect(parsePluginOptions(undefined).defaults).toEqual({});
  });

  it.each<[number, object, RegExp]>([
    [1, { defaults: { pusj: true } }, /defaults: "pusj" is not an option: did you mean "push"\?/],
    [2, { dockerfile: '../Dockerfile' }, /dockerfile: write a path below the project/],
    [3, { dockerfile: 'Recipe' }, /dockerfile: write a path/],
    [4, { dockerfile: '/Dockerfile' }, /dockerfile: write a path/],
    [5, { target: 'x' }, /"target" is not an option: .*targetName/],
  ])('%i refuses %j', (_, raw, message) => {
    expect(() => parsePluginOptions(raw)).toThrow(message);
  });
});
