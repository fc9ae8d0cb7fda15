import type { KnownBlock } from '@slack/types';
import { Temporal } from 'temporal-polyfill';
import { actions, context, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { dateInput } from '../../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { code, joined, lines, type Mrkdwn, md, mention } from '../../blockkit/mrkdwn.ts';
import { dateText } from '../../core/time-text.ts';
import type { Absence, Actor } from '../person.ts';
import type { DateRange } from './absence-dates.ts';

export const AWAY = 'people.away';
export const NOT_AWAY = 'people.not-away';

/** Ids of the fields in the modal. */
export const AWAY_FIELDS = { from: 'from', until: 'until' } as const;

/** What waits for a word of whoever is about to be away; another feature knows it. */
export interface Duties {
  /** Asks what becomes of it, below what has been `said`; undefined if nothing waits, or the actor has no say in it. */
  ask(actor: Actor, absenceId: string, said: Mrkdwn): Promise<ModalView | undefined>;
  /** The same in a message to who is away: how much it is, and the way there. */
  remind(absenceId: string): Promise<readonly KnownBlock[]>;
}

/** From when until when somebody is away; `personId` is another than the one who sees it. */
export function awayModal(today: string, personId?: string): ModalView {
  return modal({
    callbackId: AWAY,
    title: 'Away',
    ...(personId !== undefined && { metadata: personId }),
    blocks: [
      ...(personId === undefined
        ? []
        : [section(md`When is ${mention(personId)} away? I tell them that you noted it.`)]),
      dateInput(AWAY_FIELDS.from, 'First day away', { initial: today }),
      dateInput(AWAY_FIELDS.until, 'Last day away', { initial: today }),
    ],
  });
}

/** What was noted, and what became of other ranges. */
interface Noted {
  readonly range: DateRange;
  readonly replaced: readonly DateRange[];
  readonly others: readonly DateRange[];
}

/** Said to who is away. */
export const awayWords = ({ range, replaced, others }: Noted): Mrkdwn =>
  lines(
    md`Noted: you are away ${rangeText(range)}. Nothing rings you then. Back earlier? ${code('/baton away off')}`,
    ...further(replaced, others),
  );

/** Said to who noted it for somebody. */
export const awayOtherWords = (person: { id: string; name: string }, { range, replaced, others }: Noted): Mrkdwn =>
  lines(
    md`Noted: ${mention(person.id)} is away ${rangeText(range)}. Nothing rings them then, and I tell them that you noted it. Undo: ${code(`/baton away @${person.name} off`)}`,
    ...further(replaced, others),
  );

function further(replaced: readonly DateRange[], others: readonly DateRange[]): Mrkdwn[] {
  return [
    ...(replaced.length === 0 ? [] : [md`No longer noted: ${rangesText(replaced)}.`]),
    ...(others.length === 0 ? [] : [md`Also noted: ${rangesText(others)}.`]),
  ];
}

/** Said to who is back, or will not be away after all. */
export function backMessage(ended: readonly DateRange[], others: readonly DateRange[], today: string): MessageContent {
  if (ended.length === 0) return message('You were not away, so nothing has changed.');
  const isBack = ended.some(({ fromOn }) => fromOn <= today);
  const words = isBack
    ? md`Welcome back. Your hours are as before.`
    : md`You are no longer noted as away ${rangesText(ended)}.`;
  return message(lines(words, ...still(others)));
}

/** The same to who said so for somebody. */
export const backOtherMessage = (
  person: { id: string },
  ended: readonly DateRange[],
  others: readonly DateRange[],
): MessageContent =>
  message(
    ended.length === 0
      ? md`${mention(person.id)} was not away, so nothing has changed.`
      : lines(
          md`${mention(person.id)} is no longer noted as away ${rangesText(ended)}. I tell them that you noted it.`,
          ...still(others),
        ),
  );

const still = (others: readonly DateRange[]): Mrkdwn[] =>
  others.length === 0 ? [] : [md`Still noted: ${rangesText(others)}.`];

/** TIME-8: what somebody hears of whom another person has said that they are away, or back. `duties` is what waits for a word of theirs. */
export function awayNewsMessage(
  { absence, by, isEnded }: { absence: Absence; by: string; isEnded: boolean },
  duties: readonly KnownBlock[] = [],
): MessageContent {
  const range = rangeText(absence);
  if (isEnded) {
    const words = md`${mention(by)} noted that you are back: you were to be away ${range}.`;
    return message(words, [
      section(words),
      context(md`Still away? ${code('/baton away until Friday')} tells me until when.`),
    ]);
  }
  const words = md`${mention(by)} noted that you are away ${range}. Nothing rings you then.`;
  return message(words, [
    section(words),
    ...duties,
    context(md`Not right? Press the button, or type ${code('/baton away')} with other days.`),
    actions(button('I’m not away', NOT_AWAY, { value: absence.id })),
  ]);
}

export const notYoursMessage = (person: { id: string }): MessageContent =>
  refusal(
    md`Only managers of their team and admins can say that ${mention(person.id)} is away. Ask one of them, please.`,
  );

export const unknownPersonMessage = (): MessageContent =>
  message(
    md`I don't know that person. Type @ and choose them from Slack's list: ${code('/baton away @ana until Friday')}`,
  );

const MOST_RANGES = 5;

function rangesText(ranges: readonly DateRange[]): Mrkdwn {
  const shown = ranges.slice(0, MOST_RANGES).map(rangeText);
  const rest = ranges.length - shown.length;
  return joined(rest > 0 ? [...shown, `${rest} more`] : shown, '; ');
}

/** "on Tue 3 Mar 2026", "from Thu 24 Dec 2026 to Sat 2 Jan 2027", of local dates */
function rangeText({ fromOn, untilOn }: DateRange): string {
  const until = `${dayText(untilOn)} ${untilOn.slice(0, 4)}`;
  if (fromOn === untilOn) return `on ${until}`;
  const from =
    fromOn.slice(0, 4) === untilOn.slice(0, 4) ? dayText(fromOn) : `${dayText(fromOn)} ${fromOn.slice(0, 4)}`;
  return `from ${from} to ${until}`;
}

/** "Tue 3 Mar" */
const dayText = (date: string): string =>
  dateText(Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds, 'UTC');
