import { runText, type TextOptions } from '../processes/run-text';
import {
  buildxMissing,
  buildxTooOld,
  engineMissing,
  engineTooOld,
  engineUnreachable,
  MINIMUM_BUILDX,
  MINIMUM_DOCKER,
} from './engine-errors';
import type { EngineFacts } from './facts';
import { parseBuilder } from './parse-builder';
import { parseDockerInfo } from './parse-docker-info';
import { isOlder } from './version';

export interface InspectOptions extends TextOptions {
  /** Name of the builder; buildx's current one when `null` or absent. */
  readonly builder?: string | null;
}

/**
 * Asks what there is to build with: two processes side by side, `docker info` (client, daemon, version of buildx) and
 * `docker buildx inspect`. Facts hold for a run: ask once and keep them.
 * @throws {StageBuildError} ENGINE_MISSING, BUILDX_MISSING, BUILDX_TOO_OLD, ENGINE_TOO_OLD, ENGINE_UNREACHABLE, ENGINE_PERMISSION
 */
export async function inspectEngine({ builder, ...options }: InspectOptions): Promise<EngineFacts> {
  const [infoRun, builderRun] = await Promise.all([
    runText('docker', ['info', '--format', '{{json .}}'], options),
    runText('docker', ['buildx', 'inspect', ...(builder ? [builder] : [])], options),
  ]);
  if (infoRun.missing) throw engineMissing();
  if (!infoRun.stdout.startsWith('{')) throw engineUnreachable(infoRun.stderr);

  const { hasBuildx, ...info } = parseDockerInfo(infoRun.stdout);
  if (!hasBuildx) throw buildxMissing();
  if (isOlder(info.buildxVersion, MINIMUM_BUILDX)) throw buildxTooOld(String(info.buildxVersion));
  if (!builderRun.ok) throw engineUnreachable(builderRun.stderr);

  const { error, ...found } = parseBuilder(builderRun.stdout);
  if (error !== null) throw engineUnreachable(error);
  if (found.driver === 'docker') {
    if (info.serverVersion === null) throw engineUnreachable(infoRun.stderr);
    if (isOlder(info.serverVersion, MINIMUM_DOCKER)) throw engineTooOld(info.serverVersion);
  }
  return { ...info, builder: found };
}
