import {
  type Condition,
  type Conditions,
  conditionsSentence,
  type Fact,
  factWords,
  type LeadFacts,
  matches,
} from '../core/conditions.ts';
import { counted, workingTimeText } from '../core/time-text.ts';
import type { PromiseTerms, SalesPromise } from './settings.ts';

/** What a promise says, in a line. */
export function promiseSummary(terms: PromiseTerms): string {
  const { target, attempts, followUpDays, outcomeDays } = terms;
  return [
    `first contact within ${workingTimeText(target)}`,
    followUpDays === undefined
      ? undefined
      : `${attempts === 1 ? '1 try' : `${attempts} tries`} in ${counted(followUpDays, 'working day')}`,
    outcomeDays === undefined ? undefined : `outcome in ${counted(outcomeDays, 'working day')}`,
  ]
    .filter((part) => part !== undefined)
    .join('; ');
}

/** Why a lead does or doesn't get a promise. */
export interface Verdict {
  readonly promise: SalesPromise;
  readonly isChosen: boolean;
  readonly why: string;
}

/** Each promise that is asked, in order, up to the first that the lead is for: which it would get, and why. */
export function verdicts(promises: readonly SalesPromise[], facts: LeadFacts): readonly Verdict[] {
  const chosen = promises.findIndex(({ current }) => matches(current.conditions, facts));
  return promises.slice(0, chosen + 1).map((promise, at) => {
    const { conditions } = promise.current;
    const isChosen = at === chosen;
    return { promise, isChosen, why: isChosen ? yes(conditions) : no(conditions, facts) };
  });
}

const yes = (conditions: Conditions): string =>
  conditions.length === 0 ? 'it is for every lead that no other is for' : conditionsSentence(conditions);

function no(conditions: Conditions, facts: LeadFacts): string {
  const failing = conditions.find((condition) => !matches([condition], facts));
  return failing === undefined ? 'no' : `it asks that ${conditionsSentence([failing])}; ${found(failing, facts)}`;
}

/** What may be read by whoever sets promises up; whoever is behind a lead is not for everybody. */
const OPEN: readonly Fact[] = ['campaign', 'source', 'persona', 'region', 'segment', 'score', 'company', 'emailDomain'];

function found({ fact }: Condition, facts: LeadFacts): string {
  const value = facts[fact];
  if (value === undefined) return `this lead’s ${factWords(fact)} is not known`;
  return OPEN.includes(fact)
    ? `this lead’s ${factWords(fact)} is ${value}`
    : `this lead’s ${factWords(fact)} is another`;
}

/** What is known of a lead that is only thought of, written as conditions are. */
export function factsIn(conditions: Conditions): LeadFacts {
  const facts: { -readonly [Name in Fact]?: string | number } = {};
  for (const condition of conditions) {
    if (condition.test === 'is' || condition.test === 'contains') facts[condition.fact] = condition.values[0] ?? '';
    if (condition.test === 'at-least' || condition.test === 'at-most') facts[condition.fact] = condition.than;
  }
  return facts;
}
