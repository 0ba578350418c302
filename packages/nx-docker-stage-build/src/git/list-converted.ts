import { runGit, splitNul, tryGit } from './run-git';

/** All paths but those without any of these attributes, whatever their value (`attr:filter` alone misses `filter=lfs`). */
const FILTERED = ':(exclude,attr:!filter !working-tree-encoding !ident)';
const TEXTUAL = ':(exclude,attr:!text !eol !crlf)';

/**
 * Lists tracked paths whose bytes on disk may differ from the blob git keeps: line-end conversion, encodings, LFS and
 * other filters. Without such attributes or `core.autocrlf` no file has to be opened to know that.
 */
export async function listConverted(root: string): Promise<string[]> {
  const [filtered, withOtherLineEnds] = await Promise.all([
    runGit(root, ['ls-files', '-z', '--', FILTERED]),
    listOtherLineEnds(root),
  ]);
  return [...splitNul(filtered), ...withOtherLineEnds];
}

/** Git opens every file that it is asked about. */
async function listOtherLineEnds(root: string): Promise<string[]> {
  const autocrlf = (await tryGit(root, ['config', 'core.autocrlf']))?.trim();
  const convertsAll = autocrlf === 'true' || autocrlf === 'input';
  const listing = await runGit(root, [
    'ls-files',
    '--eol',
    '-z',
    ...(convertsAll ? [] : ['--', TEXTUAL]),
  ]);
  return splitNul(listing).flatMap((line) => {
    const tab = line.indexOf('\t');
    return hasSameLineEnds(line.slice(0, tab)) ? [] : [line.slice(tab + 1)];
  });
}

/**
 * `i/<eol> w/<eol> attr/<attributes>`, see git-ls-files(1). Of what looks binary (`-text`) line ends are not told, and `text`
 * without `auto` converts it all the same.
 */
function hasSameLineEnds(facts: string): boolean {
  const [kept = '', onDisk = '', attributes = ''] = facts.trim().split(/\s+/);
  const converts = /^attr\/text(?!=auto)/.test(attributes);
  return kept.slice(2) === onDisk.slice(2) && !(converts && kept === 'i/-text');
}
