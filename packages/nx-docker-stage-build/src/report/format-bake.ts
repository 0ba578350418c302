import { buildArguments, type BuildJob } from '@docker-stage-build/engines';
import { maskUserinfo } from '../secrets/mask-userinfo';

/** Flags of `docker buildx build` → fields of a bake target that hold a list. */
const LISTS: Readonly<Record<string, string>> = {
  '--tag': 'tags',
  '--secret': 'secret',
  '--ssh': 'ssh',
  '--annotation': 'annotations',
  '--no-cache-filter': 'no-cache-filter',
  '--cache-from': 'cache-from',
  '--cache-to': 'cache-to',
  '--output': 'output',
  '--ulimit': 'ulimits',
  '--allow': 'entitlements',
};

/** … that hold names with values. */
const MAPS: Readonly<Record<string, string>> = {
  '--build-arg': 'args',
  '--label': 'labels',
  '--build-context': 'contexts',
  '--add-host': 'extra-hosts',
};

/** … that hold one text. */
const TEXTS: Readonly<Record<string, string>> = {
  '--file': 'dockerfile',
  '--target': 'target',
  '--network': 'network',
  '--shm-size': 'shm-size',
};

/**
 * Writes jobs as a file for `docker buildx bake`, from the same arguments that a build gets. For people who want one:
 * a bake of several targets that import caches loses most of its hits (DESIGN D2).
 */
export function formatBake(jobs: readonly BuildJob[]): string {
  const target = Object.fromEntries(jobs.map((job) => [targetName(job.project), toTarget(job)]));
  const group = { default: { targets: Object.keys(target) } };
  return maskUserinfo(`${JSON.stringify({ group, target }, null, 2)}\n`);
}

/** Names of targets are letters, digits, `_` and `-`. */
function targetName(project: string): string {
  return project.replace(/^@/, '').replace(/[^a-zA-Z0-9_-]+/g, '-');
}

function toTarget(job: BuildJob): Record<string, unknown> {
  const target: Record<string, unknown> = { context: job.context };
  const attest: string[] = [];
  const flags = buildArguments(job).slice(2, -1);
  while (flags.length > 0) {
    const flag = flags.shift() as string;
    if (flag === '--pull' || flag === '--no-cache') {
      target[flag.slice(2)] = true;
      continue;
    }
    const value = flags.shift() as string;
    const [list, map, text] = [LISTS[flag], MAPS[flag], TEXTS[flag]];
    if (flag === '--platform') target['platforms'] = value.split(',');
    else if (flag === '--provenance' || flag === '--sbom') attest.push(toAttestation(flag, value));
    else if (list) target[list] = [...((target[list] as string[] | undefined) ?? []), value];
    else if (map) target[map] = { ...(target[map] as object), ...splitPair(value) };
    else if (text) target[text] = value;
  }
  return attest.length > 0 ? { ...target, attest } : target;
}

/** `--provenance mode=max` is the attestation `type=provenance,mode=max`; `false` is `disabled=true`. */
function toAttestation(flag: string, value: string): string {
  const type = `type=${flag.slice(2)}`;
  if (value === 'true') return type;
  return value === 'false' ? `${type},disabled=true` : `${type},${value}`;
}

function splitPair(text: string): Record<string, string> {
  const at = text.search(/[=:]/);
  return { [text.slice(0, at)]: text.slice(at + 1) };
}
