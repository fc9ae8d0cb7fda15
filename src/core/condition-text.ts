import {
  type Condition,
  type Conditions,
  FACT_NAMES,
  type Fact,
  factWords,
  LONGEST_VALUE,
  MOST_CONDITIONS,
  MOST_VALUES,
} from './conditions.ts';
import { nearest } from './nearest.ts';

export type ReadConditions =
  | { readonly ok: true; readonly conditions: Conditions }
  | { readonly ok: false; readonly fault: string };

/**
 * Conditions as people type them, one a line: `campaign is Demo, Webinar`, `score is at least 50`, `phone is known`,
 * `“Company size” contains 500`. What can't be read is answered with a sentence that says what to write.
 */
export function readConditions(text: string): ReadConditions {
  const conditions: Condition[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const read = readLine(line);
    if (typeof read === 'string') return { ok: false, fault: read };
    conditions.push(read);
  }
  return conditions.length > MOST_CONDITIONS
    ? { ok: false, fault: `These are ${conditions.length} lines; write at most ${MOST_CONDITIONS}.` }
    : { ok: true, conditions };
}

/** Conditions as they can be typed again. */
export const conditionsText = (conditions: Conditions): string => conditions.map(lineOf).join('\n');

const TESTS = {
  'is not': 'is-not',
  'is known': 'known',
  'is missing': 'missing',
  'is at least': 'at-least',
  'is at most': 'at-most',
  contains: 'contains',
  is: 'is',
} as const satisfies Record<string, Condition['test']>;

const isTest = (words: string): words is keyof typeof TESTS => Object.hasOwn(TESTS, words);

/** A fact, what is asked of it, and the rest. */
const LINE = /^("[^"]+"|.+?)\s+(is not|is known|is missing|is at least|is at most|contains|is)(?:\s+(.+))?$/i;
const EXAMPLES = 'Write one condition a line, such as: campaign is Demo, Webinar';

function readLine(line: string): Condition | string {
  const [, name = '', words = '', rest = ''] = LINE.exec(line.replace(/[“”„]/g, '"').replace(/\s+/g, ' ')) ?? [];
  const asked = words.toLowerCase();
  if (!isTest(asked)) return `I could not read “${line}”. ${EXAMPLES}`;
  const fact = readFact(name);
  if (typeof fact === 'object') return fact.fault;
  const test = TESTS[asked];
  switch (test) {
    case 'known':
    case 'missing':
      return rest === '' ? { fact, test } : `Leave out what stands after “${asked}” in “${line}”.`;
    case 'at-least':
    case 'at-most': {
      const isNumber = /^[+-]?\d{1,12}(\.\d{1,6})?$/.test(rest);
      return isNumber ? { fact, test, than: Number(rest) + 0 } : `Write a number after “${asked}” in “${line}”.`;
    }
    case 'is':
    case 'is-not':
    case 'contains':
      return withValues(fact, test, rest, line);
  }
}

function withValues(fact: Fact, test: 'is' | 'is-not' | 'contains', rest: string, line: string): Condition | string {
  const values = [...rest.matchAll(/"([^"]+)"|[^,"]+/g)]
    .map(([plain, quoted]) => (quoted ?? plain).trim())
    .filter((value) => value !== '');
  if (values.length === 0) return `Say what it is compared with in “${line}”. ${EXAMPLES}`;
  if (values.length > MOST_VALUES) return `“${line}” lists ${values.length} values; write at most ${MOST_VALUES}.`;
  const long = values.find((value) => value.length > LONGEST_VALUE);
  return long === undefined
    ? { fact, test, values }
    : `“${long.slice(0, 40)}…” is too long; write at most ${LONGEST_VALUE} characters.`;
}

function readFact(typed: string): Fact | { readonly fault: string } {
  const quoted = /^"([^"]{1,100})"$/.exec(typed)?.[1];
  if (quoted !== undefined) return `extra:${quoted}`;
  const word = typed.toLowerCase();
  const known = BY_WORDS.get(word);
  if (known !== undefined) return known;
  const meant = nearest(word, [...BY_WORDS.keys()]);
  const hint = meant === undefined ? `I know ${[...BY_WORDS.keys()].join(', ')}` : `Did you mean “${meant}”`;
  return {
    fault: `I don’t know “${typed}”. ${hint}${meant === undefined ? '; put another field’s name in quotes.' : '?'}`,
  };
}

const isFactName = (name: string): name is keyof typeof FACT_NAMES => Object.hasOwn(FACT_NAMES, name);
const BY_WORDS: ReadonlyMap<string, Fact> = new Map(
  Object.keys(FACT_NAMES)
    .filter(isFactName)
    .map((fact) => [FACT_NAMES[fact], fact]),
);

const WORDS: Readonly<Record<Condition['test'], string>> = {
  is: 'is',
  'is-not': 'is not',
  contains: 'contains',
  'at-least': 'is at least',
  'at-most': 'is at most',
  known: 'is known',
  missing: 'is missing',
};

function lineOf(condition: Condition): string {
  const begun = `${factWords(condition.fact)} ${WORDS[condition.test]}`;
  if ('than' in condition) return `${begun} ${condition.than}`;
  return 'values' in condition ? `${begun} ${condition.values.map(valueText).join(', ')}` : begun;
}

const valueText = (value: string): string => (value.includes(',') ? `"${value}"` : value);
