import type { KnownBlock } from '@slack/types';
import { actions, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { code, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import {
  namedPeople,
  type ScheduleActions,
  scheduleButtons,
  stopButtons,
  wasFirst,
  whenInputs,
  whenLine,
  whoInput,
} from '../blockkit/schedule-parts.ts';
import type { ScheduleForm, ShownSchedule } from '../core/schedule-form.ts';
import { counted } from '../core/time-text.ts';

export const SETUP = 'pairing.setup';
export const NEW = 'pairing.new';

/** What can be done with it. */
export const ACTIONS: ScheduleActions = {
  change: 'pairing.change',
  pause: 'pairing.hold',
  resume: 'pairing.go-on',
  stop: 'pairing.stop',
  reallyStop: 'pairing.end',
  menu: 'pairing.setup-menu',
};

/** When, and who. `today` is the date where the team is. */
export const setupModal = (form: ScheduleForm, zone: string, today: string): ModalView =>
  modal({
    callbackId: SETUP,
    title: 'Pairing',
    submit: form.ritualId === undefined ? 'Begin' : 'Save',
    ...(form.ritualId !== undefined && { metadata: form.ritualId }),
    blocks: [
      ...(form.ritualId === undefined ? [section(WHAT)] : []),
      ...whenInputs(form, { zone, today }),
      whoInput(form, 'Who', 'Left empty: everybody in sales and marketing. Whoever is away that day isn’t paired.'),
    ],
  });

const WHAT = md`One of sales and one of marketing meet for twenty minutes, with a real lead to begin with. Each hears of it in a direct message, and can say “not this time”.`;

/** As a list and its own message show it. */
export interface SetupRow extends ShownSchedule {
  readonly last: { readonly pairs: number; readonly met: number } | undefined;
}

/** What `/baton pairing` says to those who may change it. `own` is what they have to do with it themselves. */
export const setupsMessage = (rows: readonly SetupRow[], own: MessageContent | undefined): MessageContent =>
  message('Pairing', [...rows.flatMap(rowBlocks), ...(own?.blocks ?? [])]);

/** After something was done to it, with all that can be done next. `already`: somebody else has begun it first. */
export const setupMessage = (what: keyof typeof SAID, row: SetupRow): MessageContent =>
  message(SAID[what], [
    section(what === 'already' ? lines(md`*${SAID[what]}*`, wasFirst(row)) : md`*${SAID[what]}*`),
    ...rowBlocks(row),
  ]);

const SAID = {
  saved: 'Pairing is set up',
  paused: 'Nobody is paired until somebody lets it go on',
  resumed: 'Pairing goes on',
  already: 'People are paired already',
} as const;

const rowBlocks = (row: SetupRow): KnownBlock[] => [
  section(
    lines(
      md`*Pairing*: ${whenLine(row)}`,
      row.people.length === 0 ? md`Everybody in sales and marketing` : namedPeople(row.people),
      row.last !== undefined && md`Last time ${row.last.met} of ${counted(row.last.pairs, 'pair')} met`,
    ),
  ),
  scheduleButtons(row, ACTIONS),
];

/** Before it ends for ever. */
export const stopMessage = (id: string): MessageContent =>
  message('Stop pairing for good?', [
    section(md`*Stop pairing for good?* Who has a partner now keeps them. A pause can be ended; this can’t.`),
    stopButtons(id, ACTIONS, 'Stop it'),
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
