import type { RawImageOptions } from '../../../options';
import type { Translation } from './model';

/** What `docker buildx build --output` took: that of registries and of Docker are the options `push` and `load`. */
export function translateOutputs(outputs: readonly string[]): Translation {
  const options: { push?: true; load?: true; outputs?: string[] } = {};
  const lost: string[] = [];
  for (const text of outputs) {
    const fields = new Map(text.split(',').map((field) => splitField(field)));
    const type = fields.get('type');
    if (fields.has('name')) lost.push(`"name" of the output "${text}": write it into \`tags\``);
    if (type === 'registry' || (type === 'image' && fields.get('push') === 'true')) {
      options.push = true;
    } else if (type === 'docker' && !fields.has('dest')) options.load = true;
    else if (type !== 'image') (options.outputs ??= []).push(text);
  }
  return { options: options satisfies RawImageOptions, lost };
}

function splitField(field: string): [string, string] {
  const [name = '', ...value] = field.split('=');
  return [name, value.join('=')];
}
