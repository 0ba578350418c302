/**
 * Lints snippets as if they stood in files of this repository, with its real configuration.
 * Reads `[{ file, code }]` as JSON from standard input, writes the ids of the rules each one broke.
 * A process of its own, because Jest's sandbox cannot load ESLint's configuration.
 */
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const eslint = new ESLint();
const broken = [];
for (const { file, code } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(code, { filePath: file });
  broken.push(result.messages.map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(broken));
