import { lines, type Mrkdwn, md, mention } from '../../blockkit/mrkdwn.ts';
import { workingTime } from '../../core/business-hours.ts';
import type { Calendar } from '../../core/calendar.ts';
import { conditionsSentence } from '../../core/conditions.ts';
import { dueWords } from '../../core/due-words.ts';
import { explainDue } from '../../core/explain-due.ts';
import type { Duration, Instant } from '../../core/instants.ts';
import { counted, dayTimeText, workingTimeText } from '../../core/time-text.ts';
import { formatWeeklyHours } from '../../core/weekly-hours.ts';
import { type Holding, holdingsOf } from '../figures/holdings.ts';
import type { LeadEvent } from '../lead.ts';
import type { PromiseView } from '../promises/promise-view.ts';

/** A time in which the clocks of a lead stand still. */
export interface PauseView {
  readonly from: Instant;
  readonly until: Instant;
}

/** The sum behind a due time: what was counted in whose hours, what wasn't, and why. */
export function dueSum(promise: PromiseView, pauses: readonly PauseView[] = []): string {
  const parts = partsOf(promise, pauses);
  const words = parts.flatMap(({ calendar, from, worked, of }, at) => {
    const said = dueWords(explainDue(calendar, from, worked, pauses), calendar.zone);
    const begins =
      at === 0 ? [`${BEGINS[promise.kind]} ${dayTimeText(from, calendar.zone)}`] : [inHours(of, from, calendar)];
    const own = at === 0 && promise.kind === 'first-contact' ? said.slice(0, 1) : begins;
    return [...own, ...(at === parts.length - 1 ? said.slice(1) : said.slice(1, -1))];
  });
  return words.join('; ');
}

/** What each promise counts from. */
const BEGINS = { 'first-contact': 'Received', 'follow-up': 'First try', outcome: 'First contact' } as const;

const inHours = (of: string | undefined, from: Instant, { zone }: Calendar): string =>
  `from ${dayTimeText(from, zone)} in ${of === undefined ? 'the hours of the promise' : 'the hours of its owner'}`;

/** What is worked in whose hours until it is due. */
function partsOf({ stretches, target }: PromiseView, pauses: readonly PauseView[]) {
  const parts: { from: Instant; calendar: Calendar; of: string | undefined; worked: Duration }[] = [];
  let left = target;
  for (const [at, { from, calendar, of }] of stretches.entries()) {
    const next = stretches[at + 1];
    const worked = next === undefined ? left : Math.min(left, workingTime(calendar, from, next.from, pauses));
    if (worked > 0) parts.push({ from, calendar, of, worked });
    left -= worked;
    if (left <= 0) break;
  }
  return parts;
}

/** Which promise it is, in which version, and why this lead has it. */
export function termsLine({ policy, stretches }: PromiseView): Mrkdwn {
  const { name, conditions, target, version } = policy;
  const says = md`first contact within ${workingTimeText(target)} (version ${version})${ruledWords(stretches)}`;
  return conditions.length === 0
    ? md`Promise: ${says}.`
    : md`Promise “${name}”, because ${conditionsSentence(conditions)}: ${says}.`;
}

/** Whose hours take the place of the promise's, where a rule of routing says so. */
function ruledWords([first]: PromiseView['stretches']): string {
  const ruled = first?.ruled;
  return ruled === undefined
    ? ''
    : `, in the hours of its routing rule: ${formatWeeklyHours(ruled.weekly)} (${ruled.zone})`;
}

/** 2.1.11: how long each took who had the lead; nothing where it was only one, for whom the promise says it. */
export function holdingsLine(
  events: readonly LeadEvent[],
  promise: PromiseView,
  pauses: readonly PauseView[] = [],
): Mrkdwn | undefined {
  const holdings = holdingsOf(events, promise, pauses).slice(-MOST_HOLDINGS);
  return holdings.length < 2 ? undefined : lines(md`*Who had it*`, ...holdings.map(holdingWords));
}

const MOST_HOLDINGS = 6;

function holdingWords({ personId, took, until, isContacted }: Holding): Mrkdwn {
  const time = workingTimeText(took ?? 0);
  if (isContacted) return md`${mention(personId)}: first contact after ${time}`;
  return until === undefined ? md`${mention(personId)}: no contact yet` : md`${mention(personId)}: ${time}, no contact`;
}

/** The promises that follow from a first contact, each with its sum. */
export function furtherSums(promise: PromiseView, pauses: readonly PauseView[] = []): Mrkdwn | undefined {
  const further = (promise.further ?? []).filter(({ state }) => state !== 'cancelled');
  if (further.length === 0) return undefined;
  return lines(...further.map((one) => md`*${promisedWords(one)}*: ${dueSum(one, pauses)}.`));
}

/** "3 tries within 2 working days", "An outcome within 10 working days" */
function promisedWords({ kind, policy }: PromiseView): string {
  const days = kind === 'follow-up' ? policy.followUpDays : policy.outcomeDays;
  const what = kind === 'follow-up' ? `${policy.attempts} tries` : 'An outcome';
  return `${what} within ${counted(days ?? 0, 'working day')}`;
}
