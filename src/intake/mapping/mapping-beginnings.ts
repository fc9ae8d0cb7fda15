import type { Alternative, Expression } from './mapping-expression.ts';

/**
 * The alternatives that may lead somewhere: of the hundreds that the default mapping has, a payload leaves the few whose first
 * name is at its top, by its folded form.
 */
export function beginningWith(names: { has(folded: string): boolean }, expression: Expression): Expression {
  const firsts = known.get(expression) ?? firstsOf(expression);
  known.set(expression, firsts);
  return firsts.some((first) => first === undefined || names.has(first))
    ? expression.filter((alternative) => mayBegin(names, firstOf(alternative)))
    : [];
}

/** An expression asks for the same few names, each at many places. */
const known = new WeakMap<Expression, readonly (string | undefined)[]>();

const firstsOf = (expression: Expression): readonly (string | undefined)[] => [...new Set(expression.map(firstOf))];

const mayBegin = (names: { has(folded: string): boolean }, first: string | undefined): boolean =>
  first === undefined || names.has(first);

/** Undefined for what doesn't begin with a name that may be written in several ways. */
function firstOf(alternative: Alternative): string | undefined {
  const first = alternative.kind === 'path' ? alternative.steps[0] : undefined;
  return first?.kind === 'loose' ? first.folded : undefined;
}
