import { errorAt, type Position } from '../errors';
import type { Instruction } from '../model';
import { listNames } from '../nearest';
import { parseMountFields } from '../parse/mount';
import type { Source } from '../stage-graph-model';
import { expand } from './expander';
import { resolveImage } from './resolve-base';
import type { Setting } from './setting';

/** What `--from` of COPY names: a stage by index or by name in any case, nothing, or an image. */
export function findCopySource(from: string, setting: Setting, position: Position): Source {
  const { path, line } = position;
  const { escape } = setting;
  const { literal } = expand(from, { path, line, escape, lookup: () => 'unset' });
  if (literal !== from) {
    throw errorAt(position, `\`--from=${from}\` takes no variables`, {
      hint: 'Name a stage with `FROM … AS name`, where build arguments count, and copy from that.',
    });
  }
  if (!/^[+-]?\d+$/.test(from)) return findMountSource(from, setting, position);
  const stage = setting.ids[Number(from)];
  if (stage === undefined || Number(from) < 0) {
    throw errorAt(position, `there is no stage ${from}`, {
      code: 'STAGE_UNKNOWN',
      hint: `Stages count from 0; this Dockerfile has ${listNames(setting.ids)}. A name is safer.`,
    });
  }
  return { kind: 'stage', stage };
}

/** What `from` of a mount names. A number is an image's name here. */
export function findMountSource(from: string, setting: Setting, position: Position): Source {
  const id = from.toLowerCase();
  if (setting.stages.has(id)) return { kind: 'stage', stage: id };
  if (from === 'scratch') return { kind: 'scratch' };
  return resolveImage(from, setting, {
    path: position.path,
    line: position.line,
    platform: setting.platform,
  });
}

/** What an instruction reads from besides the main context. */
export function findSources(instruction: Instruction, setting: Setting): Source[] {
  if (instruction.flags.length === 0) return [];
  const position = { path: setting.path, line: instruction.line };
  return instruction.flags.flatMap(({ name, value }) => {
    if (instruction.keyword === 'COPY' && name === 'from' && value) {
      return [findCopySource(value, setting, position)];
    }
    if (instruction.keyword === 'RUN' && name === 'mount') {
      const from = parseMountFields(value ?? '').findLast(([key]) => key === 'from')?.[1];
      return from ? [findMountSource(from, setting, position)] : [];
    }
    return [];
  });
}
