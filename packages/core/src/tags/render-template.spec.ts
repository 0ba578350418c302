import fc from 'fast-check';
import { parseImageRef } from '../names/image-ref';
import type { TemplateFacts } from './placeholders';
import { renderTemplate } from './render-template';

const FACTS: TemplateFacts = {
  project: '@shop/api',
  projectRoot: 'apps/api',
  version: '1.2.3+build.5',
  sha: '0123456789abcdef0123456789abcdef01234567',
  branch: 'feature/Cart_2',
  tag: '@shop/api@1.2.3',
  date: '2026-11-21T01:30:00+02:00',
  runId: 'shop:17',
  env: { REGISTRY: 'ghcr.io/shop', EMPTY: '' },
};

const UNKNOWN: TemplateFacts = {
  ...FACTS,
  version: null,
  sha: null,
  branch: null,
  tag: null,
  date: null,
  runId: null,
};

describe('renderTemplate', () => {
  it.each<[number, string, string]>([
    [1, 'latest', 'latest'],
    [2, '{scopedName}', 'shop/api'],
    [3, '{name}', 'api'],
    [4, '{projectName}', '@shop/api'],
    [5, '{projectRoot}/Dockerfile', 'apps/api/Dockerfile'],
    [6, '{workspaceRoot}/x', './x'],
    [7, '{sha}', '0123456789abcdef0123456789abcdef01234567'],
    [8, '{shortSha}', '0123456'],
    [9, '{branch}', 'feature-Cart_2'],
    [10, '{tag}', 'shop-api-1.2.3'],
    [11, '{version}', '1.2.3-build.5'],
    [12, '{date}', '2026-11-20'],
    [13, '{runId}', 'shop-17'],
    [14, '{env.REGISTRY}/{name}:{branch}-{shortSha}', 'ghcr.io/shop/api:feature-Cart_2-0123456'],
    [15, '{{sha}}', '{sha}'],
    [16, '{"a":1,"b":{}}', '{"a":1,"b":{}}'],
  ])('%i renders %s', (_, template, text) => {
    expect(renderTemplate(template, FACTS)).toBe(text);
  });

  it.each<[number, string, RegExp]>([
    [1, '{shortsha}', /Did you mean \{shortSha\}\?/],
    [2, '{brnch}', /Did you mean \{branch\}\?/],
    [3, '{nothingLikeIt}', /^There are \{scopedName\}, .*\{env\.NAME\}/],
    [4, '{toString}', /There are/],
    [5, '{env.GONE}', /environment variable GONE/],
    [6, '{env.EMPTY}', /environment variable EMPTY/],
  ])('%i refuses %s', (_, template, hint) => {
    expect(() => renderTemplate(template, FACTS)).toThrow(
      expect.objectContaining({
        code: 'TAG_TEMPLATE_INVALID',
        project: '@shop/api',
        hint: expect.stringMatching(hint),
      }),
    );
  });

  it.each(['sha', 'shortSha', 'branch', 'tag', 'version', 'date', 'runId'])(
    'says the way out where nobody knows {%s}',
    (name) => {
      expect(() => renderTemplate(`v{${name}}`, UNKNOWN)).toThrow(
        expect.objectContaining({
          code: 'TAG_TEMPLATE_INVALID',
          message: `{${name}} in "v{${name}}" has no value here`,
          hint: expect.stringMatching(/\S/),
        }),
      );
    },
  );

  const anyName = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.string({ minLength: 1, unit: 'grapheme', maxLength: 300 }),
    fc.stringMatching(/^[a-z0-9/._@-]{1,200}$/),
  );

  it('makes a tag of every branch, alone and between other text', () => {
    fc.assert(
      fc.property(anyName, fc.constantFrom('{branch}', 'ci-{branch}-{shortSha}'), (branch, tag) => {
        const rendered = renderTemplate(tag, { ...FACTS, branch });
        expect(parseImageRef(`shop/api:${rendered}`).tag).toBe(rendered);
      }),
    );
  });

  it('makes a repository of every project', () => {
    fc.assert(
      fc.property(anyName, (project) => {
        const rendered = renderTemplate('ghcr.io/shop/{scopedName}', { ...FACTS, project });
        expect(parseImageRef(rendered)).toMatchObject({ registry: 'ghcr.io', tag: null });
      }),
    );
  });

  it.each<[number, string, string]>([
    [1, 'a'.repeat(90) + 'x', 'a'.repeat(90) + 'y'],
    [2, 'größe', 'gräße'],
    [3, '日本', '中国'],
  ])('%i tells two branches apart whose slugs are alike', (_, one, other) => {
    const [a, b] = [one, other].map((branch) => renderTemplate('{branch}', { ...FACTS, branch }));
    expect(a).not.toBe(b);
  });
});
