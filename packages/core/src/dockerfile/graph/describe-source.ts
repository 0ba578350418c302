import type { Source } from '../stage-graph-model';

/** What a source is called in the text of a step. */
export function describeSource(source: Source): string {
  switch (source.kind) {
    case 'stage':
      return source.stage;
    case 'image':
      return source.ref;
    case 'context':
      return source.name ?? 'context';
    case 'scratch':
      return 'scratch';
    case 'url':
    case 'git':
      return source.url;
  }
}
