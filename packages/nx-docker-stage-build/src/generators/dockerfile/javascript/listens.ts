import type { ProjectView } from '../view/model';
import { findOwn, readOwn } from '../view/read-own';
import { asksFor, type Packages } from './packages';

/** Packages that an app has because it answers requests. */
const SERVERS = [
  'express',
  'fastify',
  '@nestjs/core',
  'koa',
  'hono',
  '@hapi/hapi',
  'h3',
  'polka',
  'restify',
];

const ENTRIES = [
  'src/main.ts',
  'src/index.ts',
  'src/server.ts',
  'server.js',
  'index.js',
  'main.js',
  'src/main.js',
  'src/index.js',
  'src/server.js',
];

/** Whether a Node.js app answers requests, by what it asks for and what its entry calls. */
export function listens(view: ProjectView, packages: Packages): boolean {
  if (packages.own !== null && asksFor(packages, ...SERVERS)) return true;
  return /\.listen\(|\bcreateServer\(|\bserve\(|NestFactory/.test(readEntry(view));
}

/** Whether its entry shows that a Node.js app ends on SIGTERM. */
export function listensForEnd(view: ProjectView): boolean {
  return /SIGTERM|enableShutdownHooks/.test(readEntry(view));
}

function readEntry(view: ProjectView): string {
  const entry = findOwn(view, ENTRIES);
  return entry === null ? '' : (readOwn(view, entry) ?? '');
}
