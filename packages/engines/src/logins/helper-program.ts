/** Docker's name of our helper. */
export const HELPER = 'docker-stage-build';

/**
 * Hands what Docker asks to the run's process, and its answer back: an exit code, a line end, and what to print. It knows
 * nothing itself, and needs nothing but Node.
 */
export const ASKING = `'use strict';
const [, , path, verb = ''] = process.argv;
const socket = require('node:net').connect(path);
let answer = '';
socket.setEncoding('utf8');
socket.write(verb + '\\n');
process.stdin.pipe(socket);
socket.on('data', (text) => (answer += text));
socket.on('end', () => {
  process.stdout.write(answer.slice(2));
  process.exitCode = answer === '' ? 1 : Number(answer[0]);
});
socket.on('error', (error) => {
  process.stdout.write('the run that these logins belong to has ended (' + error.code + ')');
  process.exitCode = 1;
  process.stdin.destroy();
});
`;

interface HelperPaths {
  /** Of Node. */
  readonly node: string;
  /** Of {@link ASKING} in a file. */
  readonly script: string;
  readonly socket: string;
}

/** The program that Docker finds on the PATH. Whatever this process's Node was told to load is not for it. */
export function helperProgram({ node, script, socket }: HelperPaths): string {
  const command = [node, script, socket].map(quote).join(' ');
  return `#!/bin/sh\nunset NODE_OPTIONS\nexec ${command} "$@"\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
