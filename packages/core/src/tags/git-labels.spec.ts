import { gitLabels } from './git-labels';

describe('gitLabels', () => {
  it("takes the time from the commit, so that a build's time changes nothing", () => {
    const facts = {
      sha: 'abc',
      date: '2026-11-21T01:30:00+02:00',
      source: 'https://example.com/shop',
    };
    expect(gitLabels(facts)).toEqual({
      'org.opencontainers.image.revision': 'abc',
      'org.opencontainers.image.source': 'https://example.com/shop',
      'org.opencontainers.image.created': '2026-11-20T23:30:00.000Z',
    });
  });

  it('says nothing that git does not know', () => {
    expect(gitLabels({ sha: null, date: null, source: null })).toEqual({});
  });
});
