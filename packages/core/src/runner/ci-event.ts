/** What the event that started a run says of where its code comes from. */
export interface CiEvent {
  /** Repositories (`owner/name`) of a pull request; `head` is `null` when its repository was deleted. */
  readonly pullRequest: { readonly head: string | null; readonly base: string } | null;
}

/** Variable that names the file with a run's event, on GitHub and what is made like it. */
export const EVENT_VARIABLE = 'GITHUB_EVENT_PATH';

/**
 * Reads an event of GitHub's webhooks (https://docs.github.com/webhooks/webhook-events-and-payloads). A `workflow_run` has the code of the
 * repository that it was started for. `null` for a text that is no event.
 */
export function parseCiEvent(json: string): CiEvent | null {
  const event = toObject(parseJson(json));
  if (event === null) return null;
  const pull = toObject(event['pull_request']);
  if (pull) return pullRequest(toObject(pull['head'])?.['repo'], toObject(pull['base'])?.['repo']);
  const run = toObject(event['workflow_run']);
  if (run) return pullRequest(run['head_repository'], event['repository']);
  return { pullRequest: null };
}

function pullRequest(head: unknown, base: unknown): CiEvent {
  return { pullRequest: { head: fullName(head), base: fullName(base) ?? '' } };
}

function fullName(repository: unknown): string | null {
  const name = toObject(repository)?.['full_name'];
  return typeof name === 'string' ? name : null;
}

function toObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null ? { ...value } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
