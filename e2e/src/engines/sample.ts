import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BuildJob } from '@docker-stage-build/engines';

/** Three stages, each with a RUN that says that it ran. The last stands on a base that the registry here holds. */
const DOCKERFILE = `FROM busybox:1 AS deps
COPY package.json ./
RUN echo "deps ran" && sleep 0.2 && echo modules > modules.txt

FROM busybox:1 AS build
COPY --from=deps modules.txt ./
COPY main.txt ./
RUN echo "build ran" && cat main.txt modules.txt > out.txt

FROM busybox:1 AS production
COPY --from=build out.txt ./
RUN echo "production ran"
CMD ["cat", "out.txt"]
`;

/** A folder with a Dockerfile and the files it copies. */
export interface Sample {
  readonly dir: string;
  write(path: string, content: string): Promise<void>;
  /** A job for its Dockerfile with nothing but what it must have. */
  job(overrides?: Partial<BuildJob>): BuildJob;
}

/** `env` is the environment of the engine's processes. */
export async function createSample(
  env: BuildJob['env'],
  dockerfile: string = DOCKERFILE,
): Promise<Sample> {
  const dir = await mkdtemp(join(tmpdir(), 'engines-e2e-'));
  const write = async (path: string, content: string) => {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  };
  await write('Dockerfile', dockerfile);
  await write('package.json', '{}');
  await write('main.txt', 'hello');
  return { dir, write, job: (overrides) => ({ ...createJob(dir, env), ...overrides }) };
}

function createJob(dir: string, env: BuildJob['env']): BuildJob {
  return {
    project: 'sample',
    dockerfile: join(dir, 'Dockerfile'),
    context: dir,
    target: null,
    platforms: [],
    tags: [],
    buildArgs: {},
    secrets: [],
    ssh: [],
    labels: {},
    annotations: {},
    contexts: {},
    network: null,
    noCache: false,
    pull: false,
    provenance: null,
    sbom: null,
    outputs: [{ type: 'cacheonly' }],
    cacheFrom: null,
    cacheTo: null,
    builder: null,
    addHosts: [],
    shmSize: null,
    ulimits: [],
    allow: [],
    env,
  };
}
