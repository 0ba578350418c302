import { compileIgnoreRules } from '../ignore/ignore-rules';
import { indexContext } from './context-index';
import { readsGit } from './reads-git';

interface Case {
  readonly folder?: string;
  readonly ignore?: string;
  readonly exclude?: readonly string[];
}

it.each<[string, boolean, Case]>([
  ['.', true, {}],
  ['/', true, {}],
  ['.git', true, {}],
  ['./.git/HEAD', true, {}],
  ['*', true, {}],
  ['.g*', true, {}],
  ['src', false, {}],
  ['.github', false, {}],
  ['src*', false, {}],
  ['.', false, { folder: 'apps/api' }],
  ['.', false, { ignore: '.git' }],
  ['.', true, { ignore: '**/*.md' }],
  ['.', false, { ignore: '*\n!src' }],
  ['.', false, { exclude: ['.git'] }],
  ['.', true, { exclude: ['dist'] }],
])(
  '%#: a COPY of %s reads .git: %s (%j)',
  (path, reads, { folder = '', ignore = '', exclude = [] }) => {
    const index = indexContext(new Map(), { folder, rules: compileIgnoreRules(ignore) });
    expect(readsGit(index, { paths: [path], exclude, parents: false, required: true })).toBe(reads);
  },
);
