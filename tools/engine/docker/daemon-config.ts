import { join } from 'node:path';
import type { Bridge } from '../system/network';

/** What distinguishes one engine from another. */
export interface DaemonSettings {
  /** Images and caches; emptying it makes the engine cold. */
  readonly dataRoot: string;
  /** Sockets and what else lives as long as the process. */
  readonly runtime: string;
  readonly bridge: Bridge;
  /** `false`: Docker's older image store, which cannot export caches. */
  readonly containerdSnapshotter: boolean;
  /** Addresses such as `http://127.0.0.1:5000`, asked before Docker Hub. */
  readonly mirrors: readonly string[];
  /** Registries without TLS or with a certificate that nobody knows. */
  readonly insecureRegistries: readonly string[];
  /** The folder that engine's packages are unpacked in. */
  readonly tools: string;
}

/** Where an engine listens. */
export function socketOf(runtime: string): string {
  return join(runtime, 'docker.sock');
}

/**
 * The content of dockerd's `daemon.json`. The engine writes no packet filter rules (several engines on
 * one machine would remove each other's): ports are published by its proxy.
 */
export function renderDaemonConfig(settings: DaemonSettings): Record<string, unknown> {
  return {
    'data-root': settings.dataRoot,
    'exec-root': join(settings.runtime, 'exec'),
    pidfile: join(settings.runtime, 'dockerd.pid'),
    hosts: [`unix://${socketOf(settings.runtime)}`],
    features: { 'containerd-snapshotter': settings.containerdSnapshotter },
    bridge: settings.bridge.device,
    mtu: settings.bridge.mtu,
    iptables: false,
    ip6tables: false,
    'ip-masq': false,
    'userland-proxy-path': join(settings.tools, 'usr/sbin/docker-proxy'),
    'init-path': join(settings.tools, 'usr/bin/tini-static'),
    'registry-mirrors': settings.mirrors,
    'insecure-registries': ['127.0.0.0/8', ...settings.insecureRegistries],
  };
}
