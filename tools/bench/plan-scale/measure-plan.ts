import { performance } from 'node:perf_hooks';
import {
  makePlan,
  mapProjects,
  NO_KNOWLEDGE,
  PLAIN_IMAGE,
  ownersOf,
  type CachePlan,
  type ImageRequest,
  type Plan,
} from '@docker-stage-build/core';
import { findCommits } from '../../../packages/nx-docker-stage-build/dist/git/find-commits';
import { openRepository } from '../../../packages/nx-docker-stage-build/dist/git/repository';
import {
  readImage,
  readSnapshots,
} from '../../../packages/nx-docker-stage-build/dist/workspace/read-images';
import { neighboursOf, projectRoot } from './generate-workspace';

/** What one process saw of planning every image of a workspace. */
export interface Measurement {
  readonly projects: number;
  /** Stages in the plan. */
  readonly stages: number;
  readonly affectedStages: number;
  /** Bytes of the plan's JSON. */
  readonly planBytes: number;
  /** Milliseconds, from asking git for the commits to the plan's JSON. */
  readonly milliseconds: number;
  /** Processor time of this process in between; git's is not in it. */
  readonly cpuMilliseconds: number;
  /** MiB that the process held at most, Node itself and its modules included. */
  readonly peakMiB: number;
  /** MiB before planning began. */
  readonly startMiB: number;
}

const MEBI = 1024;

/**
 * Measures the compiled packages, as people run them: build before.
 * Run as `measure-plan.ts <root> <projects> <workload>`, a process of its own, so that its peak of memory is planning's alone.
 */
async function main([root = '', count = '', workload = '']: string[]): Promise<void> {
  const projects = Array.from({ length: Number(count) }, (_, at) => ({
    name: `app-${at}`,
    root: projectRoot(at),
  }));
  const map = workload === 'everything' ? null : mapProjects(projects);
  const requests = projects.map((_, at): ImageRequest => {
    const neighbours = neighboursOf(at, projects.length).map((near) => `app-${near}`);
    const request = toRequest(at);
    return map ? { ...request, scope: { map, projects: neighbours, include: [] } } : request;
  });
  const startMiB = peakMiB();
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const plan = await planAll(root, requests);
  const json = JSON.stringify(plan, null, 2);
  const milliseconds = performance.now() - start;
  const cpu = process.cpuUsage(cpuBefore);
  const stages = plan.images.flatMap((image) => image.stages);
  const measurement: Measurement = {
    projects: requests.length,
    stages: stages.length,
    affectedStages: stages.filter(({ affected }) => affected).length,
    planBytes: Buffer.byteLength(json),
    milliseconds: Math.round(milliseconds),
    cpuMilliseconds: Math.round((cpu.user + cpu.system) / 1000),
    peakMiB: peakMiB(),
    startMiB,
  };
  console.log(JSON.stringify(measurement));
}

const cache: CachePlan = {
  kind: 'registry',
  location: 'registry.invalid/cache',
  why: 'benchmark',
  read: true,
  write: true,
};

const naming = { stages: null, branch: 'main', defaultBranch: 'main' };

async function planAll(root: string, requests: readonly ImageRequest[]): Promise<Plan> {
  const repository = openRepository(root);
  const found = findCommits(repository, { base: null, defaultBase: 'main' });
  const snapshots = await readSnapshots(requests, { repository, commits: found });
  const commits = await found;
  return makePlan({
    runner: { kind: 'cloud', provider: null, why: 'benchmark' },
    base: commits.base,
    baseWhy: commits.baseWhy,
    head: commits.head,
    cache,
    images: requests.map((request) => ({
      input: readImage(request, { ...snapshots, naming, reuse: PLAIN_IMAGE }),
      knowledge: NO_KNOWLEDGE,
      cache,
      cacheRefs: {
        importOf: (digest) => `type=registry,ref=registry.invalid/cache@${digest}`,
        exportOf: (name) => `type=registry,ref=registry.invalid/cache:${name},mode=max`,
      },
      refresh: false,
    })),
    ownerOf: ownersOf(
      requests.map(({ project }, at) => ({ name: project, root: projectRoot(at) })),
    ),
  });
}

function toRequest(at: number): ImageRequest {
  return {
    project: `app-${at}`,
    dockerfile: `${projectRoot(at)}/Dockerfile`,
    context: '',
    target: null,
    platforms: ['linux/amd64'],
    buildPlatform: 'linux/amd64',
    buildArgs: {},
    contexts: {},
    tags: [],
  };
}

function peakMiB(): number {
  return Math.round(process.resourceUsage().maxRSS / MEBI);
}

void main(process.argv.slice(2));
