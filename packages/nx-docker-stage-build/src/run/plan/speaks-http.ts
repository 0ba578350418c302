const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;

/** Whether a registry is spoken to without TLS. Loopback ones speak HTTP to Docker without being named, so they do to every builder. */
export function speaksHttp(registry: string, insecureRegistries: readonly string[]): boolean {
  return LOOPBACK.test(registry) || insecureRegistries.includes(registry);
}
