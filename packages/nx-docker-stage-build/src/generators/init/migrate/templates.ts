/** Placeholders of other tools, and those that say the same here. */
const SAME: Readonly<Record<string, string>> = {
  projectName: 'projectName',
  projectRoot: 'projectRoot',
  workspaceRoot: 'workspaceRoot',
  commitSha: 'sha',
  shortCommitSha: 'shortSha',
};

/**
 * A text with variables of the environment (`$NAME`, `${NAME}`) and placeholders of `@nx/docker` as a template of ours; `null` where one of
 * them says what ours cannot.
 */
export function toTemplate(text: string): string | null {
  let lost = false;
  const template = text
    .replace(/(?<!\$)\{([^{}]+)\}/g, (whole, name: string) => {
      if (name.startsWith('env.')) return whole;
      const same = SAME[name];
      lost ||= same === undefined;
      return `{${same ?? name}}`;
    })
    .replace(
      /\$\{(\w+)\}|\$(\w+)/g,
      (_, braced?: string, bare?: string) => `{env.${braced ?? bare}}`,
    );
  return lost ? null : template;
}
