import { actions, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { channelInput, numberInput, peopleInput, radioInput, textInput } from '../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { channelLink, code, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { type Duration, MINUTE } from '../core/instants.ts';
import { durationText, workingTimeText } from '../core/time-text.ts';
import { formatDaysOff, formatHours } from './promise-form.ts';
import type { Basics, More, SalesPromise, Terms } from './settings.ts';

export const SETUP = 'setup.basics';
export const MORE = 'setup.more';
export const PROMISE = 'setup.promise';
export const SEND_TEST = 'setup.send-test';
export const OPEN_MORE = 'setup.open-more';
export const OPEN_PROMISE = 'setup.open-promise';
export const SWITCH_ON = 'setup.switch-on';

/** Of a button here that leads to the others. */
export const OPEN_PROMISES = 'setup.promises';

/** Ids of the fields in the modals. */
export const FIELDS = {
  channel: 'channel',
  sales: 'sales',
  marketing: 'marketing',
  salesManagers: 'sales-managers',
  marketingManagers: 'marketing-managers',
  ring: 'ring',
  group: 'group',
  target: 'target',
  warning: 'warning',
  hours: 'hours',
  zone: 'zone',
  daysOff: 'days-off',
  lateTo: 'late-to',
} as const;

/** The three questions of the set-up. */
export function setupModal(basics: Partial<Basics>): ModalView {
  return modal({
    callbackId: SETUP,
    title: 'Set up Baton',
    blocks: [
      channelInput(FIELDS.channel, 'Where do new leads go?', {
        ...(basics.channelId === undefined ? { current: true } : { initial: basics.channelId }),
        hint: 'Private channel? Invite me there first: /invite @Baton',
      }),
      peopleInput(FIELDS.sales, 'Who sells?', {
        initial: basics.sales ?? [],
        hint: 'They claim leads. I welcome whom you add in a direct message.',
      }),
      peopleInput(FIELDS.marketing, 'Who markets?', { initial: basics.marketing ?? [], optional: true }),
    ],
  });
}

/** What comes after: try it, connect a form, or change what was assumed. */
export function setupDoneModal(channelId: string, { current, isAnnounced }: SalesPromise): ModalView {
  const promise = isAnnounced
    ? md`The promise: ${promiseText(current)}.`
    : md`The promise: ${promiseText(current)}. I only measure it at first and remind nobody. After five working days the managers of sales hear how it went, and can switch reminders on.`;
  return modal({
    callbackId: 'setup.done',
    title: 'Baton is ready',
    blocks: [
      section(lines(md`✅ New leads go to ${channelLink(channelId)}.`, promise)),
      section(
        md`Does an app such as HubSpot post leads in a channel? I can watch it. ${code('/baton hooks')} shows and changes all that is connected.`,
        button('Watch', WATCH_CHANNEL, { label: 'Watch a channel in which an app posts leads' }),
      ),
      actions(
        button('Send a test lead', SEND_TEST, { style: 'primary' }),
        button('Connect a form', CONNECT_FORM),
        button('More', OPEN_MORE),
      ),
    ],
  });
}

/** The buttons that the intake answers. */
const CONNECT_FORM = 'intake.open-add';
const WATCH_CHANNEL = 'intake.open-watch';

/** The button that the agreements answer. */
const OPEN_AGREED = 'agreements.open-rules';

/** The button that routing answers. */
const OPEN_ROUTING = 'routing.open';

export function moreModal(more: More): ModalView {
  return modal({
    callbackId: MORE,
    title: 'More settings',
    blocks: [
      section(
        md`*First contact*: how soon, and in which hours`,
        button('Change', OPEN_PROMISE, { label: 'Change the promise' }),
      ),
      section(md`*What we agreed on*: words, what a lead needs, segments, score`, button('Open', OPEN_AGREED)),
      section(
        md`*Routing*: which lead goes where, and whose turn it is`,
        button('Set up', OPEN_ROUTING, { label: 'Set up routing' }),
      ),
      peopleInput(FIELDS.salesManagers, 'Who manages sales?', {
        initial: more.salesManagers,
        hint: 'They hear of late leads and can assign any lead.',
      }),
      peopleInput(FIELDS.marketingManagers, 'Who manages marketing?', {
        initial: more.marketingManagers,
        optional: true,
      }),
      radioInput(
        FIELDS.ring,
        'Whom does a new lead mention?',
        [
          { value: 'on-shift', text: 'Sales people in their hours', description: 'At most five.' },
          { value: 'group', text: 'A user group', description: 'Only while somebody is in their hours.' },
          { value: 'nobody', text: 'Nobody' },
        ],
        { initial: more.ring.kind },
      ),
      textInput(FIELDS.group, 'Which user group?', {
        optional: true,
        initial: more.ring.kind === 'group' ? more.ring.id : undefined,
        placeholder: 'S0123ABCD',
        hint: 'Only for a user group: paste its id. In Slack: People, User groups, the group, “…”, Copy group ID.',
        maxLength: 20,
      }),
    ],
  });
}

export function promiseModal({ id, current, isAnnounced, isDefault }: SalesPromise): ModalView {
  const minutes = (duration: Duration): number => Math.round(duration / MINUTE);
  return modal({
    callbackId: PROMISE,
    title: 'First contact',
    metadata: id,
    blocks: [
      numberInput(FIELDS.target, 'Within how many working minutes?', {
        initial: minutes(current.target),
        min: 1,
        hint: 'Only your working hours count: 60 is one working hour.',
      }),
      numberInput(FIELDS.warning, 'Remind how many minutes before?', {
        initial: minutes(current.warning),
        min: 0,
        hint: '0 for no reminder.',
      }),
      textInput(FIELDS.hours, 'Working hours', {
        initial: formatHours(current.calendar),
        hint: 'For example: Mon-Fri 9-17, or Mon-Thu 8-12, 13-17; Fri 8-13',
        maxLength: 200,
      }),
      textInput(FIELDS.zone, 'Time zone', {
        initial: current.calendar.zone,
        placeholder: 'Europe/Berlin',
        maxLength: 60,
      }),
      textInput(FIELDS.daysOff, 'Days off and short days', {
        initial: formatDaysOff(current.calendar.dates),
        optional: true,
        multiline: true,
        placeholder: '2026-12-25',
        hint: 'One date a line: 2026-12-25, or 2026-12-24 9-12 for a short day.',
      }),
      peopleInput(FIELDS.lateTo, 'Who hears of a late lead?', {
        initial: current.lateTo,
        optional: true,
        hint: 'Left empty: the managers of sales.',
      }),
      context(
        isAnnounced
          ? md`This holds for leads that arrive from now on; those before keep their due time.`
          : md`I only measure this so far and remind nobody.`,
      ),
      ...(isDefault ? [actions(button('All promises', OPEN_PROMISES))] : []),
    ],
  });
}

/** What was measured, with the two things that one can do about it. */
export function measuredMessage(
  promise: Terms,
  measured: { count: number; inTime: number; median: Duration | undefined },
): MessageContent {
  const words = measuredWords(promise, measured);
  return message(md`How fast are leads contacted? ${words}`, [
    section(lines(md`*How fast are leads contacted?*`, words)),
    context(
      md`Nobody was reminded while I measured. Switched on, new leads show their due time, and I speak up before one is late.`,
    ),
    actions(button('Switch on', SWITCH_ON, { style: 'primary' }), button('Change', OPEN_PROMISE)),
  ]);
}

export function measuredWords(
  promise: Terms,
  { count, inTime, median }: { count: number; inTime: number; median: Duration | undefined },
): Mrkdwn {
  const middle = median === undefined ? md`Most had no contact yet` : md`Median ${durationText(median)}`;
  return md`${middle}, ${inTime} of ${count} within ${workingTimeText(promise.target)}.`;
}

export const promiseText = (promise: Terms): string => `first contact within ${workingTimeText(promise.target)}`;

export const switchedOnMessage = (isNew: boolean): MessageContent =>
  message(
    isNew
      ? 'Switched on. Leads that arrive from now on show their due time, and I speak up before one is late.'
      : 'It is switched on already. New leads show their due time.',
  );

export const testSentMessage = (number: number | undefined, channelId: string | undefined): MessageContent =>
  message(
    number === undefined || channelId === undefined
      ? md`Baton isn't set up yet. Type ${code('/baton setup')} first.`
      : md`Test lead #${number} is on its way to ${channelLink(channelId)}. Claim it there; it counts nowhere.`,
  );

export const greeting = (): MessageContent =>
  message('Baton posts new leads here', [
    section(
      md`👋 New leads will appear here. Press *Claim* on one, and you get the contact in a direct message. ${code('/lead help')} shows what else I can do.`,
    ),
  ]);

/** Who may set up, and how to become one of them. */
export const notAdminMessage = (): MessageContent =>
  refusal(
    md`Only workspace admins can set up Baton. Ask one of them, please. Or type ${code('/baton setup CODE')} with the one-time code that Baton printed when it started.`,
  );

export const wrongCodeMessage = (): MessageContent =>
  refusal(
    md`That code isn't right, or it has been used. The log of Baton's latest start shows the present one; after the set-up, ask an admin.`,
  );
