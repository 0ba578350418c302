import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEngine } from '../../engine';
import { CERTIFICATES } from '../../engine/images/dockerfile';
import { madeOnce, registryTools } from '../../engine/packages/toolbox';
import { paths } from '../../engine/paths';
import { run } from '../../engine/system/run';
import { hash } from './install-modules';
import { writeFiles } from './write-files';

/** Its name on Docker Hub. */
const NAME = 'library/python:3.11-slim';

/**
 * Makes a base image with Python and pip from Debian's packages, once, and pushes it.
 *
 * @param registry that holds `debian:bookworm-slim`
 */
export async function pushPythonBase(registry: string): Promise<void> {
  const certificates = existsSync(CERTIFICATES) ? readFileSync(CERTIFICATES, 'utf8') : null;
  const files = {
    Dockerfile: writeDockerfile(certificates !== null),
    ...(certificates !== null && { 'certificates.crt': certificates }),
  };
  const layout = join(paths.cache, 'bench', `python-${hash(JSON.stringify(files))}`);
  await madeOnce(layout, async (unfinished) => {
    const context = join(unfinished, 'context');
    writeFiles(context, files);
    const engine = await startEngine({ name: 'bench-python', mirrors: [`http://${registry}`] });
    try {
      const output = `type=oci,tar=false,dest=${join(unfinished, 'image')}`;
      const args = ['buildx', 'build', '--provenance=false', '--output', output, context];
      await run('docker', args, { env: { ...process.env, ...engine.env } });
    } finally {
      await engine.stop();
    }
  });
  const { root } = await registryTools();
  const push = ['push', join(layout, 'image'), `${registry}/${NAME}`];
  await run(join(root, 'usr/bin/crane'), push);
}

function writeDockerfile(hasCertificates: boolean): string {
  return [
    'FROM debian:bookworm-slim',
    'RUN apt-get update \\',
    ' && apt-get install --yes --no-install-recommends python3 python3-pip \\',
    ' && rm -rf /var/lib/apt/lists/* /var/cache/apt',
    ...(hasCertificates
      ? [`COPY certificates.crt ${CERTIFICATES}`, `ENV PIP_CERT=${CERTIFICATES}`]
      : []),
    'CMD ["python3"]',
    '',
  ].join('\n');
}
