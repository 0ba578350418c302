import { DocumentJoiner } from './join-documents';

function joinAll(lines: readonly string[]): string[] {
  const joiner = new DocumentJoiner();
  return lines.map((line) => joiner.join(line)).filter((text) => text !== null);
}

it.each([
  [1, ['a', '', 'b'], ['a', '', 'b']],
  [2, ['{"vertexes":[]}', 'ERROR: x'], ['{"vertexes":[]}', 'ERROR: x']],
  [3, ['{', '  "logs": [', '    {', '    }', '  ]', '}', 'x'], ['{\n  "logs": [\n    {\n    }\n  ]\n}', 'x']], // prettier-ignore
  [4, ['{', '}', '{', '}'], ['{\n}', '{\n}']],
  [5, ['{', '  "cut'], []],
])('%i: %j', (_, lines, documents) => {
  expect(joinAll(lines)).toEqual(documents);
});
