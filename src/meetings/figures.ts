import type { ActionView } from '../core/action.ts';
import { conditionsSentence } from '../core/conditions.ts';
import { dayText } from '../core/day-text.ts';
import { DEMANDED_FIELDS, DEMANDING_STAGES } from '../core/demands.ts';
import { type Figure, figureText, movedSince } from '../core/figure.ts';
import type { Duration } from '../core/instants.ts';
import { definitionSentence, readyWord } from '../core/lead-definition.ts';
import { REASONS, type ReasonKey } from '../core/lead-reasons.ts';
import type { LeadRules } from '../core/lead-rules.ts';
import { countedStage, type Stage, type StageWords, stageCalled } from '../core/lead-stages.ts';
import { counted, durationText, workingTimeText } from '../core/time-text.ts';

/** A metric in a window and in the one before it. */
export interface Moved {
  readonly name: string;
  readonly better: 'more' | 'less';
  readonly now: Figure;
  readonly before: Figure;
}

/** "First contact in time: 80 % (16 of 20), better than before (61 % (11 of 18))" */
export function movedLine({ name, better, now, before }: Moved): string {
  const moved = movedSince(before, now, better);
  if (moved === 'unknown') return `${name}: ${figureText(now)}`;
  const how = moved === 'same' ? 'as before' : `${moved} than before: ${figureText(before)}`;
  return `${name}: ${figureText(now)}, ${how}`;
}

/** "20 leads came, 8 more than before" */
export function arrivedLine(now: number, before: number): string {
  const more = now - before;
  const how = more === 0 ? 'as many as before' : `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'} than before`;
  return `${counted(now, 'lead')} came, ${how}`;
}

/** How many leads stand in a stage, and how many of them came long ago. */
export interface Standing {
  readonly stage: Stage;
  readonly count: number;
  readonly old: number;
}

/** "12 contacted, 3 of them came more than 30 days ago"; stages without leads are left out. */
export const stageLines = (standing: readonly Standing[], words: StageWords): string[] =>
  standing
    .filter(({ count }) => count > 0)
    .map(({ stage, count, old }) => {
      const late = old === 0 ? '' : `, ${old === count ? 'all' : old} of them came more than ${OLD_DAYS} days ago`;
      return `${countedStage(count, stage, words)}${late}`;
    });

/** What came longer ago than that stands still. */
export const OLD_DAYS = 30;

const MOST_REASONS = 3;

/** "Given up most often: No budget 4 (2 more), Bad data 3"; nothing if nothing was given up. */
export function reasonsLine(now: readonly ReasonKey[], before: readonly ReasonKey[]): string | undefined {
  const ranked = [...Map.groupBy(now, (key) => key)].toSorted(
    ([a, as], [b, bs]) => bs.length - as.length || (a < b ? -1 : 1),
  );
  if (ranked.length === 0) return undefined;
  const parts = ranked.slice(0, MOST_REASONS).map(([key, all]) => {
    const more = all.length - before.filter((one) => one === key).length;
    const change = more === 0 ? '' : ` (${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'})`;
    return `${REASONS[key].words} ${all.length}${change}`;
  });
  return `Given up most often: ${parts.join(', ')}`;
}

/** What one team has asked of the other. */
export interface AskStanding {
  readonly opened: number;
  readonly answered: number;
  readonly waiting: number;
  /** Working time of those that wait; undefined if none does. */
  readonly median: { readonly working: Duration } | undefined;
}

/** "Sales asked 3 things of marketing, 2 were answered; 4 wait, half of them longer than 6 h of working time" */
export function asksLine(from: string, to: string, { opened, answered, waiting, median }: AskStanding): string {
  if (opened === 0 && answered === 0 && waiting === 0) return `${from} asked nothing of ${to}`;
  const asked = `${from} asked ${counted(opened, 'thing')} of ${to}, ${answered === 0 ? 'none' : answered} ${answered > 1 ? 'were' : 'was'} answered`;
  if (waiting === 0) return `${asked}; none waits`;
  const half = waiting === 1 ? 'for' : 'half of them longer than';
  const age = median === undefined ? '' : `, ${half} ${workingTimeText(median.working)}`;
  return `${asked}; ${waiting} ${waiting === 1 ? 'waits' : 'wait'}${age}`;
}

export const targetLine = (target: Duration | undefined): string =>
  target === undefined ? 'No first contact is promised' : `Promised: a first contact within ${durationText(target)}`;

const MOST_DECISIONS = 8;

/** Open decisions, the oldest first; what one about a lead says stays out: it goes when that person is forgotten. */
export function decisionLines(open: readonly ActionView[], nameOf: (id: string) => string): string[] {
  const shown = open.slice(0, MOST_DECISIONS).map(({ action, today }) => {
    const what = action.leadId === undefined ? action.text : 'about a lead';
    const who = action.owner === undefined ? 'nobody does it yet' : nameOf(action.owner);
    const due = `${action.dueOn < today ? 'was due' : 'due'} ${dayText(action.dueOn)}`;
    return `Decision ${action.number}: ${what} – ${who}, ${due}`;
  });
  const more = open.length - shown.length;
  return more > 0 ? [...shown, `and ${more} more`] : shown;
}

/** "2 of 5 open decisions are overdue" */
export function overdueLine(open: readonly ActionView[]): string | undefined {
  const overdue = open.filter(({ action, today }) => action.dueOn < today).length;
  return overdue === 0
    ? undefined
    : `${overdue} of ${counted(open.length, 'open decision')} ${overdue === 1 ? 'is' : 'are'} overdue`;
}

/** What both teams have agreed on, a sentence each: when it is ready for sales, what it needs, how segments are meant, and both promises. */
export function termLines(
  { words, definition, demands, segments }: LeadRules,
  agreed: { readonly version: number; readonly leads: number } | undefined,
): string[] {
  const defined = definition === undefined ? [] : [definitionSentence(readyWord(words), definition)];
  const needs = DEMANDING_STAGES.flatMap((stage) => {
    const fields = demands.filter((demand) => demand.stage === stage).map(({ field }) => DEMANDED_FIELDS[field]);
    return fields.length === 0 ? [] : [`From ${stageCalled(stage, words)} on a lead needs: ${fields.join(', ')}`];
  });
  const meant = segments.map(({ name, conditions }) => `${name}: ${conditionsSentence(conditions)}`);
  const promised =
    agreed === undefined
      ? []
      : [`Marketing promises ${counted(agreed.leads, 'lead')} a week (version ${agreed.version})`];
  const all = [...defined, ...needs, ...meant, ...promised];
  return all.length === 0 ? ['Nothing is agreed on yet: /baton terms and /baton agreement'] : all;
}

/** What is different from the terms of the last time; undefined before there was one. */
export function changeLines(now: readonly string[], before: readonly string[] | undefined): string[] {
  if (before === undefined) return [];
  const added = now.filter((line) => !before.includes(line)).map((line) => `New: ${line}`);
  const gone = before.filter((line) => !now.includes(line)).map((line) => `Gone: ${line}`);
  const changes = [...added, ...gone];
  return changes.length === 0 ? ['Nothing has changed since the last monthly meeting'] : changes;
}
