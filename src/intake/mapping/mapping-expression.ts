import { FORBIDDEN, type Step } from './mapping-path.ts';

/** A path into the payload, or a text that is the same for each lead. */
export type Alternative =
  | { readonly kind: 'path'; readonly steps: readonly Step[]; readonly written: string }
  | { readonly kind: 'constant'; readonly value: string; readonly written: string };

/** The first alternative that yields something usable counts. */
export type Expression = readonly Alternative[];

export type ParsedExpression =
  | { readonly kind: 'ok'; readonly expression: Expression }
  /** The end of a sentence that begins with the field's name. */
  | { readonly kind: 'fault'; readonly why: string };

const LONGEST = 500;
const MOST_STEPS = 12;

/**
 * Reads `answers[field.ref=email].email || 'unknown'`: dotted names, an index or one selector in brackets, `||` between
 * alternatives, a text in quotes. It is only data: nothing of it is ever run. A name with a dot or a bracket in it is
 * written `["first.name"]`.
 */
export function parseExpression(text: string): ParsedExpression {
  if (text.trim() === '') return { kind: 'fault', why: 'is empty: write a path such as data.email' };
  if (text.length > LONGEST) return { kind: 'fault', why: `is longer than ${LONGEST} characters` };
  const alternatives: Alternative[] = [];
  let rest = text;
  for (;;) {
    const read = readAlternative(rest.trimStart());
    if (typeof read === 'string') return { kind: 'fault', why: read };
    alternatives.push(read.alternative);
    const after = read.rest.trimStart();
    if (after === '') return { kind: 'ok', expression: alternatives };
    if (!after.startsWith('||')) return { kind: 'fault', why: `has something unexpected at “${after.slice(0, 20)}”` };
    rest = after.slice('||'.length);
    if (rest.trim() === '') return { kind: 'fault', why: 'ends with ||: write what to fall back to, or leave it out' };
  }
}

function readAlternative(text: string): { alternative: Alternative; rest: string } | string {
  if (text === '' || text.startsWith('||')) return 'has nothing before ||';
  const quoted = readQuoted(text);
  if (quoted === 'unclosed') return 'has a quotation mark that is not closed';
  if (quoted !== undefined) {
    const written = text.slice(0, text.length - quoted.rest.length);
    return { alternative: { kind: 'constant', value: quoted.value, written }, rest: quoted.rest };
  }
  return readPath(text);
}

function readPath(text: string): { alternative: Alternative; rest: string } | string {
  const steps: Step[] = [];
  let rest = text;
  let mayBeginName = true;
  while (rest !== '' && !/^\s*\|\|/.test(rest)) {
    if (rest.startsWith('[')) {
      const bracket = readBracket(rest);
      if (typeof bracket === 'string') return bracket;
      steps.push(bracket.step);
      rest = bracket.rest;
      mayBeginName = false;
    } else if (rest.startsWith('.') && !mayBeginName) {
      rest = rest.slice(1);
      mayBeginName = true;
      if (!/^[^.[\]|\s]/.test(rest)) return 'has a dot with no name after it';
    } else {
      const name = mayBeginName ? (/^(?:(?!\s*\|\|)[^.[\]])+/.exec(rest)?.[0] ?? '') : '';
      if (name.trim() === '') return `has something unexpected at “${rest.slice(0, 20)}”`;
      steps.push({ kind: 'key', name: name.trim() });
      rest = rest.slice(name.length);
      mayBeginName = false;
    }
  }
  const fault = faultOf(steps);
  if (fault !== undefined) return fault;
  return { alternative: { kind: 'path', steps, written: text.slice(0, text.length - rest.length).trim() }, rest };
}

function readBracket(text: string): { step: Step; rest: string } | string {
  const inside = text.slice(1).trimStart();
  const name = readQuoted(inside);
  if (name === 'unclosed') return 'has a quotation mark that is not closed';
  if (name !== undefined) return closed({ kind: 'key', name: name.value }, name.rest);
  const index = /^\d{1,6}(?=\s*\])/.exec(inside)?.[0];
  if (index !== undefined) return closed({ kind: 'index', at: Number(index) }, inside.slice(index.length));
  const path = /^([^=[\]]*)=/.exec(inside);
  if (path === null) return 'has brackets with neither a number nor name=value in them';
  const names = (path[1] ?? '').split('.').map((part) => part.trim());
  if (names.includes('')) return 'has a selector without a name before =';
  const after = inside.slice(path[0].length).trimStart();
  const quoted = readQuoted(after);
  if (quoted === 'unclosed') return 'has a quotation mark that is not closed';
  if (quoted !== undefined) return closed({ kind: 'where', path: names, equals: quoted.value }, quoted.rest);
  const equals = /^[^\]]*/.exec(after)?.[0] ?? '';
  return closed({ kind: 'where', path: names, equals: equals.trim() }, after.slice(equals.length));
}

function closed(step: Step, rest: string): { step: Step; rest: string } | string {
  const after = rest.trimStart();
  return after.startsWith(']') ? { step, rest: after.slice(1) } : 'has a bracket that is not closed';
}

// Phones turn quotation marks into curly ones while somebody types.
const CLOSING: ReadonlyMap<string, string> = new Map([
  ["'", "'"],
  ['"', '"'],
  ['‘', '’'],
  ['’', '’'],
  ['“', '”'],
  ['”', '”'],
]);

function readQuoted(text: string): { value: string; rest: string } | 'unclosed' | undefined {
  const closing = CLOSING.get(text.charAt(0));
  if (closing === undefined) return undefined;
  const end = text.indexOf(closing, 1);
  return end === -1 ? 'unclosed' : { value: text.slice(1, end), rest: text.slice(end + 1) };
}

function faultOf(steps: readonly Step[]): string | undefined {
  if (steps.length > MOST_STEPS) return `goes deeper than ${MOST_STEPS} steps`;
  const names = steps.flatMap((step) => (step.kind === 'key' ? [step.name] : step.kind === 'where' ? step.path : []));
  const forbidden = names.find((name) => FORBIDDEN.has(name));
  return forbidden === undefined ? undefined : `names “${forbidden}”, which is no field of a form`;
}
