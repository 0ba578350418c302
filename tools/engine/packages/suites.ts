/**
 * The Debian releases that tools are taken from. Pinned by suite: exact versions move within one, and a
 * mirror keeps only the newest.
 */
export const SUITES = {
  /** docker.io 28.5, docker-buildx 0.29, containerd 2.1: the engine we develop against. */
  current: 'forky',
  /** docker.io 26.1, docker-buildx 0.13: the oldest engine we support. */
  old: 'trixie',
  /** What `node:20-slim` and `debian:bookworm-slim` are made of on Docker Hub too. */
  base: 'bookworm',
} as const;
