import { readFileSync, readdirSync } from 'node:fs';

/** A process, told apart from a later one that got the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks between boot and the process's start, from `/proc/PID/stat`. */
  readonly startTicks: string;
  readonly bootId: string;
}

/** Identifies a running process; `null` when there is none. */
export function identify(pid: number): ProcessIdentity | null {
  try {
    const { state, startTicks } = parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return state === 'Z' ? null : { pid, startTicks, bootId: bootId() };
  } catch {
    return null;
  }
}

/** Whether exactly this process still runs: false after a reboot or when the pid was given anew. */
export function isAlive(process: ProcessIdentity): boolean {
  const now = identify(process.pid);
  return now?.startTicks === process.startTicks && now.bootId === process.bootId;
}

/**
 * Reads `/proc/PID/stat`. The second field is a name in brackets that may itself hold blanks and
 * brackets, so fields are counted from the last closing one (proc_pid_stat(5): state is field 3,
 * the parent's pid field 4, starttime field 22).
 */
export function parseStat(text: string): { state: string; parent: number; startTicks: string } {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return {
    state: fields[0] ?? '',
    parent: Number(fields[1]),
    startTicks: fields[19] ?? '',
  };
}

/** The processes that run under an engine, beside its own. */
export interface EngineProcesses {
  /** containerd, its shims and runc: they survive an engine that was killed. */
  readonly runtimes: readonly number[];
  /** What runs in containers. */
  readonly contained: readonly number[];
}

/** Finds the processes under the engine that uses a folder. */
export function findEngineProcesses(folder: string): EngineProcesses {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  return selectEngineProcesses(processes, folder);
}

/** A process as far as it matters for finding those of an engine. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly argv: readonly string[];
}

/** Runtimes have the engine's folder in their arguments; all other processes below them are contained. */
export function selectEngineProcesses(
  processes: readonly ProcessEntry[],
  folder: string,
): EngineProcesses {
  const runtimes = processes
    .filter(({ argv }) => /(^|\/)(containerd|containerd-shim[\w-]*|runc)$/.test(argv[0] ?? ''))
    .filter(({ argv }) => argv.some((argument) => argument.includes(`${folder}/`)))
    .map(({ pid }) => pid);
  const found = new Set(runtimes);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { pid, parent } of processes) if (found.has(parent)) found.add(pid);
  }
  return { runtimes, contained: [...found].filter((pid) => !runtimes.includes(pid)) };
}

function readProcess(pid: number): ProcessEntry | null {
  try {
    const { parent } = parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return { pid, parent, argv: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0') };
  } catch {
    return null; // It ended while we looked.
  }
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
