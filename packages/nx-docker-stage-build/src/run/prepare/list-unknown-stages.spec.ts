import type { ImageInput } from '@docker-stage-build/core';
import { parseImageOptions } from '../../options';
import { listUnknownStages } from './list-unknown-stages';

const input = {
  project: 'api',
  head: [
    {
      stages: new Map([
        ['deps', {}],
        ['build', {}],
      ]),
    },
  ],
} as unknown as ImageInput;

it.each([
  [{}, []],
  [{ noCache: true }, []],
  [{ noCache: ['deps'], cache: { stages: ['Build'] } }, []],
  [
    { noCache: ['dep'] },
    ['noCache of api names the stage dep, which the image is not made from: is it deps?'],
  ],
  [
    { cache: { stages: ['production'] } },
    [
      'cache.stages of api names the stage production, which the image is not made from: its stages are deps, build',
    ],
  ],
])('%#: tells of %j', (options, messages) => {
  expect(listUnknownStages(input, parseImageOptions(options, { project: 'api' }))).toEqual(
    messages,
  );
});
