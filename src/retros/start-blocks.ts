import { context, section } from '../blockkit/blocks.ts';
import { channelInput, peopleInput, radioInput, selectInput } from '../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { channelLink, code, md, when } from '../blockkit/mrkdwn.ts';
import type { Retro } from './retro.ts';
import type { RetroSettings } from './retro-settings.ts';
import { LEAST_UNNAMED, type PeopleFault } from './retro-sides.ts';
import { titleOf } from './turns/turn-blocks.ts';

/** Opens the form, and is the form, sent. */
export const START = 'retro.start';

export const START_FIELDS = {
  channel: 'retro.channel',
  format: 'retro.format',
  people: 'retro.people',
  days: 'retro.days',
  names: 'retro.names',
} as const;

export const NAMED = 'named';
export const UNNAMED = 'unnamed';

/** A format, as a menu offers it. */
export interface FormatChoice {
  readonly id: string;
  readonly name: string;
}

/** Where, how, who. Five fields, and all but the first are filled in. */
export const startModal = (
  form: RetroSettings & { readonly isPromisedUnnamed: boolean },
  formats: readonly FormatChoice[],
): ModalView =>
  modal({
    callbackId: START,
    title: 'Start a retro',
    submit: 'Start',
    blocks: [
      section(
        md`Everybody writes cards alone, votes unseen, and then you decide together. It all happens here, without a meeting.`,
      ),
      channelInput(START_FIELDS.channel, 'Where', {
        initial: form.channelId,
        current: form.channelId === undefined,
        hint: 'Its thread is there, and everybody in that channel reads it.',
      }),
      selectInput(START_FIELDS.format, 'What people write about', choicesOf(formats), { initial: form.format }),
      peopleInput(START_FIELDS.people, 'Who takes part', {
        optional: true,
        hint: 'Left empty: everybody in sales and marketing who isn’t away today.',
      }),
      selectInput(START_FIELDS.days, 'Time to write', daysChoices(form.days.collecting), {
        initial: String(form.days.collecting),
        hint: `Then ${days(form.days.voting)} to vote and ${days(form.days.deciding)} to decide. You can give more or less time later.`,
      }),
      ...(form.isPromisedUnnamed
        ? [context(md`Cards name nobody: some were written already, and that was promised.`)]
        : [namesInput(form.isAnonymous)]),
    ],
  });

/** Whether cards say whose they are. */
export const namesInput = (isAnonymous: boolean) =>
  radioInput(
    START_FIELDS.names,
    'Names',
    [
      { value: NAMED, text: 'Cards say who wrote them' },
      { value: UNNAMED, text: `Without names: ${LEAST_UNNAMED} or more take part` },
    ],
    { initial: isAnonymous ? UNNAMED : NAMED },
  );

export const choicesOf = (formats: readonly FormatChoice[]) =>
  formats.map(({ id, name }) => ({ value: id, text: name }));

export const daysChoices = (set: number) =>
  [...new Set([1, 2, 3, 4, 5, set])]
    .toSorted((a, b) => a - b)
    .map((count) => ({ value: String(count), text: days(count) }));

const days = (count: number): string => (count === 1 ? 'one working day' : `${count} working days`);

/** What is wrong with who takes part, and what to do. */
export function peopleSentence(fault: PeopleFault): string {
  switch (fault) {
    case 'no-sales':
      return 'Nobody of them is in sales. Add somebody of sales, please.';
    case 'no-marketing':
      return 'Nobody of them is in marketing. Add somebody of marketing, please.';
    case 'too-few-unnamed':
      return `Without names, ${LEAST_UNNAMED} or more must take part, or it would show who wrote what.`;
  }
}

export const strangersSentence = (names: readonly string[]): string =>
  `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''} can’t take part: only members of sales and marketing can.`;

export const startedMessage = (retro: Retro): MessageContent =>
  message(
    md`*${titleOf(retro)}* has begun${retro.channelId === undefined ? '' : md` in ${channelLink(retro.channelId)}`}. Everybody writes until ${when(retro.phaseDueAt ?? 0, 'date-time', retro.zone)}; the menu of its message gives more time, goes on, or calls it off.`,
  );

export const runsMessage = (retro: Retro): MessageContent =>
  message(
    md`*${titleOf(retro)}* still runs${retro.channelId === undefined ? '' : md` in ${channelLink(retro.channelId)}`}. Close it first, in the menu of its message; then the next one can begin.`,
  );

export const notManagerMessage = (): MessageContent =>
  refusal(
    md`Only managers and admins start retros and set them up. Ask one of them; ${code('/retro list')} shows what runs.`,
  );
