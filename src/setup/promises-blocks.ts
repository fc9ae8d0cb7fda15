import { actions, context, divider, section } from '../blockkit/blocks.ts';
import { button, overflow } from '../blockkit/elements.ts';
import { numberInput, radioInput, selectInput, textInput } from '../blockkit/inputs.ts';
import { message } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { code, joined, lines, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import { conditionsText } from '../core/condition-text.ts';
import { conditionsSentence } from '../core/conditions.ts';
import { HOUR, type Instant, MINUTE } from '../core/instants.ts';
import { counted } from '../core/time-text.ts';
import { OPEN_PROMISE } from './blocks.ts';
import { promiseSummary, type Verdict } from './promise-words.ts';
import { remindersText } from './reminders-form.ts';
import type { OpenLeads, SalesPromise } from './settings.ts';

export const OPEN_WHICH = 'setup.open-which';
export const OPEN_AFTER = 'setup.open-after';
export const OPEN_REMINDERS = 'setup.open-reminders';
export const OPEN_TRY = 'setup.open-try';
export const WHICH = 'setup.which';
export const AFTER = 'setup.after';
export const REMINDERS = 'setup.reminders';
export const TRY = 'setup.try';
export const REAPPLY = 'setup.reapply';
const MENU = 'setup.promise-menu';

/** Ids of the fields in these modals. */
export const PROMISE_FIELDS = {
  name: 'name',
  conditions: 'conditions',
  place: 'place',
  attempts: 'attempts',
  followUpDays: 'follow-up-days',
  outcomeDays: 'outcome-days',
  calendarOf: 'calendar-of',
  snooze: 'snooze',
  ladder: 'ladder',
  digest: 'digest',
  lead: 'lead',
} as const;

/** Chosen as the place of a promise that is to go. */
export const REMOVE = 'remove';

/** All promises, in the order in which they are asked. */
export function promisesModal(promises: readonly SalesPromise[]): ModalView {
  return modal({
    callbackId: 'setup.all-promises',
    title: 'Promises of sales',
    blocks: [
      section(
        promises.length > 1
          ? md`A new lead gets the first promise that it is for.`
          : md`Every lead gets this promise. Add others for some leads: they are asked first.`,
      ),
      divider(),
      ...promises.map((promise, at) => section(promiseRow(promise, at, promises.length), menu(promise))),
      actions(button('Add a promise', OPEN_WHICH, { value: NEW }), button('Try a lead', OPEN_TRY)),
    ],
  });
}

/** Instead of the id of a promise that is to be made. */
export const NEW = 'new';

function promiseRow({ current, isDefault }: SalesPromise, at: number, count: number): Mrkdwn {
  const whom = isDefault
    ? md`*${count > 1 ? 'Every other lead' : 'Every lead'}*`
    : md`*${at + 1}. ${current.name}*: ${conditionsSentence(current.conditions)}`;
  return lines(whom, md`${promiseSummary(current)}`);
}

function menu({ id: value, isDefault }: SalesPromise) {
  return overflow(MENU, [
    ...(isDefault ? [] : [{ actionId: OPEN_WHICH, value, text: 'Which leads' }]),
    { actionId: OPEN_PROMISE, value, text: 'First contact' },
    { actionId: OPEN_AFTER, value, text: 'After that' },
    { actionId: OPEN_REMINDERS, value, text: 'Reminders' },
  ]);
}

/** Which leads a promise is for, and when it is asked: now as number `at` of `count`; `undefined` for one that is to be made. */
export function whichModal(promise: SalesPromise | undefined, at: number, count: number): ModalView {
  const places = Array.from({ length: promise === undefined ? count + 1 : count }, (_, at) => at);
  return modal({
    callbackId: WHICH,
    title: promise === undefined ? 'Add a promise' : 'Which leads?',
    metadata: promise?.id ?? NEW,
    blocks: [
      textInput(PROMISE_FIELDS.name, 'Name', {
        initial: promise?.current.name,
        placeholder: 'Demo requests',
        maxLength: 60,
      }),
      textInput(PROMISE_FIELDS.conditions, 'For which leads?', {
        initial: promise && conditionsText(promise.current.conditions),
        multiline: true,
        placeholder: 'campaign is Demo, Webinar',
        hint: 'One condition a line; all must hold. For example: score is at least 50, or phone is known.',
        maxLength: 2000,
      }),
      selectInput(
        PROMISE_FIELDS.place,
        'When is it asked?',
        [
          ...places.map((at) => ({ value: `${at}`, text: at === 0 ? 'First' : `As number ${at + 1}` })),
          ...(promise === undefined ? [] : [{ value: REMOVE, text: 'Never again: remove it' }]),
        ],
        { initial: `${at}` },
      ),
      ...(promise === undefined
        ? [context(md`It begins with what the promise for every lead says; change that afterwards.`)]
        : [context(md`This decides about leads that arrive from now on. Those before keep their promise.`)]),
    ],
  });
}

/** What is promised after the first contact. */
export function afterModal({ id, current }: SalesPromise): ModalView {
  return modal({
    callbackId: AFTER,
    title: 'After that',
    metadata: id,
    blocks: [
      numberInput(PROMISE_FIELDS.attempts, 'How often is somebody tried?', {
        initial: current.attempts,
        min: 1,
        max: 20,
        hint: 'Only after so many tries can a lead be given up as not reached.',
      }),
      numberInput(PROMISE_FIELDS.followUpDays, 'Within how many working days?', {
        initial: current.followUpDays,
        optional: true,
        min: 1,
        max: 60,
        hint: 'By the end of that working day after the first try. Left empty: not promised.',
      }),
      numberInput(PROMISE_FIELDS.outcomeDays, 'An outcome in how many working days?', {
        initial: current.outcomeDays,
        optional: true,
        min: 1,
        max: 250,
        hint: 'Qualified, not a fit, later, won or lost, after the first contact. Left empty: not promised.',
      }),
      radioInput(
        PROMISE_FIELDS.calendarOf,
        'Whose working hours count?',
        [
          { value: 'policy', text: 'Those of the promise' },
          { value: 'owner', text: 'Those of whoever has the lead', description: 'Until then those of the promise.' },
        ],
        { initial: current.calendarOf },
      ),
      numberInput(PROMISE_FIELDS.snooze, 'Snooze for how many working hours?', {
        initial: Math.round(current.snooze / HOUR),
        min: 0,
        max: 80,
        hint: 'The most that the owner of a lead can put it off, all in all.',
      }),
    ],
  });
}

/** Who is told when. */
export function remindersModal({ id, current }: SalesPromise): ModalView {
  const usual = [
    ...(current.warning > 0 ? [`${Math.round(current.warning / MINUTE)} before: nudge`] : []),
    '0: team',
    '0: manager',
  ];
  return modal({
    callbackId: REMINDERS,
    title: 'Reminders',
    metadata: id,
    blocks: [
      textInput(PROMISE_FIELDS.ladder, 'Who is told, and when?', {
        initial: current.ladder && remindersText(current.ladder),
        optional: true,
        multiline: true,
        placeholder: '15 before: nudge',
        hint: 'One step a line, at most five, in working minutes before or after the due time.',
        maxLength: 400,
      }),
      context(
        lines(
          md`Left empty: ${joined(
            usual.map((line) => code(line)),
            ', ',
          )}.`,
          md`${code('nudge')} and ${code('need a hand?')} are for the owner alone, before the due time. ${code('team')} is a reply under the card, without a name.`,
        ),
      ),
      radioInput(
        PROMISE_FIELDS.digest,
        'And after that?',
        [
          { value: 'none', text: 'Nothing more' },
          {
            value: 'daily',
            text: 'Each morning a list of what is late',
            description: 'To those who hear of late leads.',
          },
        ],
        { initial: current.hasDigest ? 'daily' : 'none' },
      ),
    ],
  });
}

/** Which promise a lead would get, and why. */
export function tryModal(
  typed?: string,
  tried?: { lead: string | undefined; verdicts: readonly Verdict[] },
): ModalView {
  return modal({
    callbackId: TRY,
    title: 'Which promise?',
    submit: 'Try',
    close: 'Close',
    blocks: [
      textInput(PROMISE_FIELDS.lead, 'A lead’s number, or what is known of it', {
        initial: typed,
        multiline: true,
        placeholder: 'campaign is Demo',
        hint: 'For example #12; or, one a line: campaign is Demo',
        maxLength: 1000,
      }),
      ...(tried === undefined ? [] : [divider(), section(lines(...verdictLines(tried)))]),
    ],
  });
}

function verdictLines({ lead, verdicts }: { lead: string | undefined; verdicts: readonly Verdict[] }): Mrkdwn[] {
  const chosen = verdicts.find(({ isChosen }) => isChosen);
  const subject = lead === undefined ? md`Such a lead` : md`*${lead}*`;
  return [
    chosen === undefined
      ? md`${subject} would get no promise.`
      : md`${subject} would get *${chosen.promise.current.name}*: ${promiseSummary(chosen.promise.current)}.`,
    ...verdicts.map(
      ({ promise, isChosen, why }, at) => md`${isChosen ? '✅' : '➖'} ${at + 1}. ${promise.current.name}: ${why}.`,
    ),
  ];
}

const MOST_MOVES = 8;

/** Asks whether an edit holds for open leads as well, and says what that would do. */
export function reapplyModal(preview: OpenLeads): ModalView {
  const { open, isMore, policyId, version } = preview;
  return modal({
    callbackId: REAPPLY,
    title: 'Open leads too?',
    metadata: `${policyId}:${version}`,
    submit: 'Also open leads',
    close: 'New leads only',
    blocks: [
      section(
        open === 0
          ? md`Saved: it holds for leads that arrive from now on.`
          : md`Saved: it holds for leads that arrive from now on. ${counted(open, 'open promise')}${isMore ? ' and more' : ''} ${open === 1 ? 'goes' : 'go'} by what was said before.`,
      ),
      ...(open === 0 ? [] : movedRows(preview)),
      ...(preview.beginning === 0 ? [] : begunRows(preview)),
      ...(preview.moved + preview.beginning === 0 ? [] : [section(lateText(preview))]),
    ],
  });
}

function movedRows({ moved, moves, zone }: OpenLeads) {
  const time = (at: Instant) => when(at, 'date-time', zone);
  const shown = moves.slice(0, MOST_MOVES).map(({ lead, from, to }) => md`*${lead}*: ${time(from)} → ${time(to)}`);
  const says =
    moved === 0
      ? md`For open leads no due time would move.`
      : md`For open leads ${counted(moved, 'due time')} would move.`;
  return [section(lines(says, ...shown)), ...more(moved - shown.length)];
}

/** Leads that were contacted before so much was promised. */
function begunRows({ beginning, begun, zone }: OpenLeads) {
  const shown = begun
    .slice(0, MOST_MOVES)
    .map(
      ({ lead, isOutcome, dueAt }) =>
        md`*${lead}*: ${isOutcome ? 'an outcome' : 'all tries'} by ${when(dueAt, 'date-time', zone)}`,
    );
  const says = md`For leads that have been contacted already ${counted(beginning, 'promise')} would begin, counted from their first contact.`;
  return [section(lines(says, ...shown)), ...more(beginning - shown.length)];
}

const more = (count: number) => (count > 0 ? [context(md`And ${count} more.`)] : []);

const lateText = ({ lateAtOnce }: OpenLeads): Mrkdwn =>
  lateAtOnce === 0 ? md`None would be late at once.` : md`*${lateAtOnce} would be late at once*; nobody is told so.`;

export const reappliedMessage = () =>
  message('Open leads go by it now. Their cards show the new due times in a moment.');

export const promiseGoneMessage = () => message('That promise is not there any more.');
