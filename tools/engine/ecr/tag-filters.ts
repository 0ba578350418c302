// moto takes the wildcards of mutability's exclusion filters for regular expressions: it is told expressions
// that mean the same, and what it answers is read back.

const FILTER = /("filter":\s*")([^"]*)(")/g;

/** `cache-*` as an expression. */
export function toExpression(filter: string): string {
  return `${filter.replaceAll('.', '[.]').replaceAll('*', '.*')}$`;
}

/** The filter that {@link toExpression} made an expression of. */
export function fromExpression(expression: string): string {
  return expression.replace(/\$$/, '').replaceAll('.*', '*').replaceAll('[.]', '.');
}

/** A call's text with filters as moto understands them. */
export function encodeFilters(text: string): string {
  return text.replace(
    FILTER,
    (_match, before, filter, after) => before + toExpression(filter) + after,
  );
}

/** An answer's text with filters as they were written. */
export function decodeFilters(text: string): string {
  return text.replace(
    FILTER,
    (_match, before, filter, after) => before + fromExpression(filter) + after,
  );
}
