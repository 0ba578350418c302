import type { WorkKind } from './break-down';
import { formatChecks, formatReport, formatTable } from './format-report';
import type { Results, Run } from './results';
import { SCENARIOS } from './scenarios';
import { groupBy, median } from './statistics';
import { summarize } from './summarize';

/** The load average left by one measured run after the other; more is somebody else's. */
const QUIET = 4;

/** The page `docs/performance.md`: everything in it follows from results. */
export function formatPage(results: Results): string {
  const { date, machine, versions, apps, repeats, runs } = results;
  const rows = summarize(runs, apps);
  const load = median(runs.map((run) => run.load));
  return `<!-- Written by \`npm run bench -- --page\`: edit tools/bench/images/format-page.ts. -->

# Performance

What building the images of a monorepo takes on a runner that starts empty, beside \`${peerOf(versions)}\` with a \`mode=max\` registry
cache for each app, as its users write it. Everything is measured by one command, which anyone can run on a Debian machine with root:

    npm run bench -- --runs=${repeats} --page

## What is measured

Repositories with ${apps} apps and as many libs, each lib in two apps, each app with a Dockerfile of four stages. \`npm\` is npm workspaces with an
\`npm ci\` of its own in each app, then esbuild; \`pnpm\` the same with pnpm; \`mixed\` half Node.js, half Python with pip.

${formatTable([['scenario', ''], ['---', '---'], ...SCENARIOS.map(({ id, title }) => [id, title])])}

Dockerfiles are \`same\` for both tools, or ours are as the generator writes them: \`workspace\` (one \`deps\` stage for all apps) or \`project\`
(\`deps\` from the named context \`manifests\`). Seconds are those of the whole \`nx\` process, Nx's daemon and cache off, \`--parallel=2\`. Before each
run the engine's data (in memory, because disks scatter) are removed, and the registry (in memory, on the same machine) holds what a build of
everything at the commit before left there. Tools take turns. Requests and bytes are from the registry's access log, builds and RUN steps from
the engine's own records.

Measured ${date.slice(0, 10)} with ${machine.processors} processors, ${machine.memoryGiB} GiB, Linux ${machine.kernel}; median of ${repeats}; load average before a run ${load.toFixed(1)}
(median).${load > QUIET ? ' **The machine had other work to do: counts and bytes hold, seconds are indicative only.**' : ''}

${formatTable([['', 'version'], ['---', '---'], ...Object.entries(versions)])}

## Results

Figures of both stand as ours / peer. \`RUN\` is steps that were executed of those that had to be.

${formatReport(rows)}

${formatChecks(rows)}

## What dominates

Seconds of one run, by what the engine did. Builds run side by side, so the kinds add up to more than the whole. _Rest_ is when no build was
doing anything: Nx, the plugin, and processes that start.

${formatWork(runs)}

## The floor

What no tool could avoid:

- **Nx itself.** Reading the workspace and starting as many tasks that do nothing takes ${formatFloors(results)}. It is in all figures.
- **S0**: the RUN steps of all images, whose results nobody has, and pushing what they made.
- **S1**: asking, for each image, whether it is there. No engine is needed for that.
- **S2, S3**: the RUN steps of the images that changed, and before them their base image and the layers of the stage they stand on, which have to
  be pulled and unpacked. That is most of the time: smaller dependency stages gain more than anything a tool can do.
- **S4**: one installation and one compilation, as in S0, and asking for the other images, as in S1.

A registry across a network makes bytes dearer than they are here, so tools that move more lose more. Requests cost a round trip each.
`;
}

function peerOf(versions: Results['versions']): string {
  const [name, version] =
    Object.entries(versions).find(([key]) => key.startsWith('@nx-tools/')) ?? [];
  return `${name} ${version}`;
}

const KINDS: readonly WorkKind[] = [
  'base image',
  'cached layers',
  'install',
  'compile',
  'tools',
  'other instructions',
  'context',
  'import cache',
  'export cache',
  'push image',
];

function formatWork(runs: readonly Run[]): string {
  const groups = groupBy(runs, (run) =>
    [run.workload, run.engineKind, run.scenario, run.tool, run.form].join(', '),
  );
  const rows = groups.map(([name, group]) => {
    const of = (value: (run: Run) => number): string => median(group.map(value)).toFixed(1);
    return [
      name,
      of(({ seconds }) => seconds),
      of(({ seconds, engine }) => seconds - engine.busySeconds),
      ...KINDS.map((kind) => of(({ engine }) => engine.secondsByKind[kind] ?? 0)),
    ];
  });
  const head = ['run', 'whole', 'rest', ...KINDS];
  return formatTable([head, head.map(() => '---'), ...rows]);
}

function formatFloors({ floors }: Results): string {
  return floors
    .map(({ workload, tool, seconds }) => `${median(seconds).toFixed(1)} s (${workload}, ${tool})`)
    .join(', ');
}
