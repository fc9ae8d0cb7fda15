import { dayText } from '../core/day-text.ts';
import { counted } from '../core/time-text.ts';
import type { AgendaSection } from './agenda.ts';
import type { ItemOutcome } from './meeting.ts';
import type { ItemView } from './thread-view.ts';

/** What came of a topic, for lists and minutes. */
export const OUTCOME_WORDS: Readonly<Record<ItemOutcome, string>> = {
  open: 'open',
  resolved: 'resolved',
  decided: 'decided',
  carried: 'up again next time',
  removed: 'taken off',
};

/** "up for the 3rd time"; empty for the first. */
export function carriedText(carried: number): string {
  return carried === 0 ? '' : `up for the ${nth(carried + 1)} time`;
}

function nth(number: number): string {
  const [tens, ones] = [number % 100, number % 10];
  if (tens >= 11 && tens <= 13) return `${number}th`;
  return `${number}${['th', 'st', 'nd', 'rd'][ones] ?? 'th'}`;
}

/** "3 topics: 1 decided, 2 open"; nothing for none. */
export function topicsText(items: readonly Pick<ItemView, 'outcome'>[]): string {
  const here = items.filter(({ outcome }) => outcome !== 'removed');
  if (here.length === 0) return 'No topics yet';
  const counts = (['decided', 'resolved', 'open', 'carried'] as const)
    .map((outcome) => ({ outcome, count: here.filter((item) => item.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${OUTCOME_WORDS[outcome]}`);
  return `${counted(here.length, 'topic')}: ${counts.join(', ')}`;
}

export const meetingName = ({ number, isMonthly }: { readonly number: number; readonly isMonthly: boolean }): string =>
  `${isMonthly ? 'Monthly smarketing' : 'Smarketing'} meeting ${number}`;

export const meetingDay = ({ meetsOn }: { readonly meetsOn: string }): string => dayText(meetsOn);

const LONGEST_TOPIC = 120;

/** The agenda with the topics that the weeks left open, as they are called now. */
export const withLeftOpen = (
  agenda: readonly AgendaSection[],
  items: readonly Pick<ItemView, 'topic' | 'carried' | 'outcome'>[],
): readonly AgendaSection[] =>
  agenda.map((section) =>
    section.key === 'left-open'
      ? {
          ...section,
          lines: [
            ...section.lines,
            ...items
              .filter(({ carried, outcome }) => carried > 0 && outcome !== 'removed')
              .map(({ topic, carried }) => `${oneLine(topic.text)} – ${carriedText(carried)}`),
          ],
        }
      : section,
  );

const oneLine = (text: string): string => {
  const words = text.replaceAll(/\s+/g, ' ').trim();
  return words.length > LONGEST_TOPIC ? `${words.slice(0, LONGEST_TOPIC).toWellFormed()}…` : words;
};
