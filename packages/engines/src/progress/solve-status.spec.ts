import { parseSolveStatus } from './solve-status';

it.each([
  [1, ''],
  [2, 'ERROR: failed to build: no such host'],
  [3, '{"vertexes":[{"digest":"sha256:'],
  [4, '{"version": 1}'],
  [5, '{ not json }'],
  [6, '[1]'],
])('%i: %j is text', (_, line) => {
  expect(parseSolveStatus(line)).toBe(null);
});

it.each([
  [1, '{"vertexes":[]}'],
  [2, '{"logs":[],"statuses":[]}'],
  [3, '{"warnings":[]}'],
])('%i: %s is progress', (_, line) => {
  expect(parseSolveStatus(line)).toEqual(JSON.parse(line));
});
