import { tryRun, type RunResult } from '@docker-stage-build/tools/engine/system/run';
import { makeEnvironment } from '@docker-stage-build/tools/workspace/environment';

/** What a program asks, and the keys that answer it. */
export type Answer = readonly [question: string, keys: string];

/**
 * A program in Python: runs a command in a pseudo terminal of a usual size. Each time the next question stands on it, its keys are sent.
 * What stood on the terminal is printed.
 */
const IN_TERMINAL = `
import fcntl, json, os, pty, select, struct, sys, termios, time
command, answers = json.loads(sys.argv[1])
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 120, 0, 0))
shown, since, end = '', 0, time.time() + 300
while time.time() < end:
    ready, _, _ = select.select([terminal], [], [], 1)
    if ready:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        shown += data.decode(errors='replace')
    if answers and answers[0][0] in shown[since:]:
        since = len(shown)
        time.sleep(1)
        os.write(terminal, answers.pop(0)[1].encode())
print(shown)
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status))
`;

export interface Session {
  readonly cwd: string;
  /** In the order of the questions. */
  readonly answers: readonly Answer[];
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command of a workspace as a person would, in a real terminal. */
export function runInTerminal(
  command: readonly string[],
  { cwd, answers, env }: Session,
): Promise<RunResult> {
  const { NX_INTERACTIVE: _, ...rest } = makeEnvironment(process.env, { TERM: 'xterm', ...env });
  const given = JSON.stringify([command, answers]);
  return tryRun('python3', ['-c', IN_TERMINAL, given], { cwd, env: rest });
}
