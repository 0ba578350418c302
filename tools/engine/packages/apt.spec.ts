import { parseMirror, renderOptions, renderSources } from './apt';

describe('parseMirror', () => {
  const line = (uri: string, suite: string): string =>
    `'${uri}/dists/${suite}/InRelease' mirror_dists_${suite}_InRelease 0 `;

  it.each([
    [1, 'the suite itself', [line('http://a/debian', 'bookworm')], 'http://a/debian'],
    [2, 'a slash before dists', [line('http://a/debian/', 'bookworm')], 'http://a/debian'],
    [3, 'https', [line('https://a.b:8443/x', 'bookworm')], 'https://a.b:8443/x'],
    [
      4,
      'updates, security and others first',
      [
        line('http://sec/debian-security', 'bookworm-security'),
        line('https://other/node_20.x', 'nodistro'),
        line('http://a/debian', 'bookworm-updates'),
        line('http://b/debian', 'bookworm'),
      ],
      'http://b/debian',
    ],
    [5, 'a suite by its role', [line('http://a/debian', 'stable')], 'http://a/debian'],
    [6, 'no Debian suite', [line('https://other/apt', 'nodistro')], null],
    [7, 'nothing', [], null],
  ])('%i: %s', (_number, _case, lines, expected) => {
    expect(parseMirror(lines.join('\n'), 'bookworm')).toBe(expected);
  });
});

it('renders a source that is checked by the archive keyring', () => {
  expect(renderSources('http://a/debian', 'forky')).toBe(
    'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://a/debian forky main\n',
  );
});

it('renders settings as options', () => {
  expect(renderOptions({ 'Dir::Cache': '/c', 'Acquire::Retries': '3' })).toEqual([
    '-o',
    'Dir::Cache=/c',
    '-o',
    'Acquire::Retries=3',
  ]);
});
