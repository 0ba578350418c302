import { imageOptions, type RawImageOptions } from '../../../options';
import { explainIssues } from '../../../options/explain-issues';
import type { Translation } from './model';

const anyOptions = imageOptions.partial();

/** Leaves out what this plugin would refuse, and tells it: a migrated target is one that runs. */
export function checkOptions({ options, lost }: Translation): Translation {
  const checked = Object.entries(options).map(([name, value]) => {
    const { success, error } = anyOptions.safeParse({ [name]: value });
    return { name, value, problems: success ? [] : explainIssues(error.issues, { [name]: value }) };
  });
  const kept = checked.filter(({ problems }) => problems.length === 0);
  return {
    options: Object.fromEntries(kept.map(({ name, value }) => [name, value])) as RawImageOptions,
    lost: [
      ...lost,
      ...checked.flatMap(({ problems }) =>
        problems.map(({ path, message }) => `${path}: ${message}`),
      ),
    ],
  };
}
