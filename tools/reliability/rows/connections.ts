import type { Row } from '../row';

/** Rows about who speaks what. */
export const CONNECTIONS: readonly Row[] = [
  {
    fault: 'the certificate is unknown',
    action: 'look up a tag',
    script: [],
    settings: { wiring: 'unknown certificate' },
    expected: 'REGISTRY_CERTIFICATE',
    requests: 0,
  },
  {
    fault: 'plain http where TLS is expected',
    action: 'look up a tag',
    script: [],
    settings: { wiring: 'plain http where TLS is expected' },
    expected: 'REGISTRY_PROTOCOL',
    requests: 0,
  },
  {
    fault: "TLS where plain http is expected, as Go's servers say it",
    action: 'read a manifest',
    script: [{ status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' }],
    expected: 'REGISTRY_PROTOCOL',
    requests: 1,
  },
  {
    fault: 'TLS where plain http is expected: the server hangs up',
    action: 'look up a tag',
    script: [],
    settings: { wiring: 'TLS where plain http is expected' },
    expected: 'REGISTRY_UNREACHABLE',
    requests: 0,
  },
];
