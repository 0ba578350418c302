/**
 * Makes a fresh clone ready to work in: the tools are there, and `node_modules` holds what the
 * lockfile says. Safe to run again; when nothing changed it ends at once.
 *
 * Plain JavaScript with no dependency, because it runs before anything is installed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

function fail(message) {
  console.error(`setup: ${message}`);
  process.exit(1);
}

function checkNode() {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    fail(`Node ${OLDEST_NODE} or newer is needed, this is ${process.version}: https://nodejs.org`);
  }
}

function checkCommand(command, hint) {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
  } catch {
    fail(`${command} is needed and does not run here. ${hint}`);
  }
}

/** The packages a lockfile names below node_modules, by path. */
function readLockfile(file) {
  try {
    const { packages } = JSON.parse(readFileSync(join(root, file), 'utf8'));
    return new Map(Object.entries(packages).filter(([path]) => path.includes('node_modules/')));
  } catch (error) {
    if (error.code === 'ENOENT') return new Map();
    throw error;
  }
}

/**
 * Whether npm's own record of what it installed agrees with the lockfile. Optional packages are
 * left out of the comparison: those of other platforms are in the lockfile only.
 */
function isInstalled() {
  const installed = readLockfile('node_modules/.package-lock.json');
  return [...readLockfile('package-lock.json')].every(
    ([path, { optional, integrity, resolved }]) =>
      optional ||
      (installed.get(path)?.integrity === integrity && installed.get(path)?.resolved === resolved),
  );
}

function install() {
  checkCommand('npm', 'It comes with Node.');
  console.error('setup: npm ci');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) fail('npm ci failed, see above.');
}

checkNode();
checkCommand('git', 'Install it with the system’s package manager.');
if (!isInstalled()) install();
