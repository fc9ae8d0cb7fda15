import type { KnownBlock } from '@slack/types';
import { actions, actionsOf, section } from '../blockkit/blocks.ts';
import { button, overflow } from '../blockkit/elements.ts';
import { peopleInput, selectInput, timeInput } from '../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { code, joined, lines, type Mrkdwn, md, mention } from '../blockkit/mrkdwn.ts';
import { howOftenChoices, howOftenValue } from '../core/how-often.ts';
import { WEEKDAY_NAMES, WEEKDAYS } from '../core/opening-hours.ts';
import { counted } from '../core/time-text.ts';
import type { SetupForm } from './setup.ts';

export const SETUP = 'pairing.setup';
export const NEW = 'pairing.new';
export const CHANGE = 'pairing.change';
export const HOLD = 'pairing.hold';
export const GO_ON = 'pairing.go-on';
export const STOP = 'pairing.stop';
export const REALLY_STOP = 'pairing.end';
const MENU = 'pairing.setup-menu';

/** Ids of the fields. */
export const SETUP_FIELDS = { often: 'often', day: 'day', at: 'at', people: 'people' } as const;

/** When, and who. `today` is the date where the team is. */
export const setupModal = (form: SetupForm, zone: string, today: string): ModalView =>
  modal({
    callbackId: SETUP,
    title: 'Pairing',
    submit: form.ritualId === undefined ? 'Begin' : 'Save',
    ...(form.ritualId !== undefined && { metadata: form.ritualId }),
    blocks: [
      ...(form.ritualId === undefined ? [section(WHAT)] : []),
      selectInput(SETUP_FIELDS.often, 'How often', howOftenChoices(today), {
        initial: howOftenValue(form.often, today),
      }),
      selectInput(SETUP_FIELDS.day, 'On', DAYS, { initial: form.day }),
      timeInput(SETUP_FIELDS.at, 'At', { initial: form.at, hint: `In the team’s time, ${zone}.` }),
      peopleInput(SETUP_FIELDS.people, 'Who', {
        optional: true,
        initial: form.people,
        hint: 'Left empty: everybody in sales and marketing. Whoever is away that day isn’t paired.',
      }),
    ],
  });

const WHAT = md`One of sales and one of marketing meet for twenty minutes, with a real lead to begin with. Each hears of it in a direct message, and can say “not this time”.`;

const DAYS = WEEKDAYS.map((value) => ({ value, text: WEEKDAY_NAMES[value] }));

/** As a list and its own message show it. */
export interface SetupRow {
  readonly id: string;
  /** "Every two weeks, next on Mon 7 Dec" */
  readonly howOften: string;
  readonly at: string;
  readonly zone: string;
  /** Who looks after it first. */
  readonly by: string | undefined;
  readonly people: readonly string[];
  readonly isPaused: boolean;
  readonly last: { readonly pairs: number; readonly met: number } | undefined;
}

/** What `/baton pairing` says to those who may change it. `own` is what they have to do with it themselves. */
export const setupsMessage = (rows: readonly SetupRow[], own: MessageContent | undefined): MessageContent =>
  message('Pairing', [...rows.flatMap(rowBlocks), ...(own?.blocks ?? [])]);

/** After something was done to it, with all that can be done next. `already`: somebody else has begun it first. */
export const setupMessage = (what: keyof typeof SAID, row: SetupRow): MessageContent =>
  message(SAID[what], [
    section(
      what === 'already'
        ? lines(
            md`*${SAID[what]}*`,
            md`${row.by === undefined ? 'Somebody' : mention(row.by)} was first, so yours is not saved. This one holds:`,
          )
        : md`*${SAID[what]}*`,
    ),
    ...rowBlocks(row),
  ]);

const SAID = {
  saved: 'Pairing is set up',
  paused: 'Nobody is paired until somebody lets it go on',
  resumed: 'Pairing goes on',
  already: 'People are paired already',
} as const;

const MOST_NAMED = 6;

function rowBlocks({ id, ...row }: SetupRow): KnownBlock[] {
  const rest = row.people.length - MOST_NAMED;
  const who: Mrkdwn =
    row.people.length === 0
      ? md`Everybody in sales and marketing`
      : md`${joined(row.people.slice(0, MOST_NAMED).map(mention), ', ')}${rest > 0 ? md` and ${rest} more` : ''}`;
  return [
    section(
      lines(
        md`*Pairing*: ${row.howOften}, at ${row.at} (${row.zone})${row.isPaused ? md` – *paused*` : ''}`,
        who,
        row.last !== undefined && md`Last time ${row.last.met} of ${counted(row.last.pairs, 'pair')} met`,
      ),
    ),
    actionsOf(
      id,
      button('Change', CHANGE, { value: id }),
      overflow(MENU, [
        row.isPaused ? { text: 'Go on', actionId: GO_ON, value: id } : { text: 'Pause', actionId: HOLD, value: id },
        { text: 'Stop', actionId: STOP, value: id },
      ]),
    ),
  ];
}

/** Before it ends for ever. */
export const stopMessage = (id: string): MessageContent =>
  message('Stop pairing for good?', [
    section(md`*Stop pairing for good?* Who has a partner now keeps them. A pause can be ended; this can’t.`),
    actionsOf(id, button('Stop it', REALLY_STOP, { value: id, style: 'danger' }), button('Pause', HOLD, { value: id })),
  ]);

export const stoppedMessage = (): MessageContent =>
  message(md`Nobody is paired any more. ${code('/baton pairing')} begins anew.`);

export const notManagingMessage = (): MessageContent =>
  refusal('Only managers and admins set up pairing. Ask one of them.');

export const notNowMessage = (): MessageContent =>
  refusal('Somebody has just changed that, or it is so already. /baton pairing shows how it stands.');

/** What managers read once, after four weeks. */
export const offerMessage = (): MessageContent =>
  message('Shall sales and marketing meet?', [
    section(
      lines(
        md`*Shall your sales and marketing people meet?*`,
        md`Every two weeks one of each gets twenty minutes with the other, and a real lead to begin with. Nobody is paired before you say so; this is asked once.`,
      ),
    ),
    actions(button('Set it up', NEW)),
  ]);

export const offerLine = (): Mrkdwn =>
  md`Shall your sales and marketing people meet, two by two? ${code('/baton pairing')} sets it up`;
