import type { KnownBlock } from '@slack/types';
import { actions, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { channelLink, code, lines, type Mrkdwn, md, mention, when } from '../blockkit/mrkdwn.ts';
import { dayText } from '../core/day-text.ts';
import type { Instant } from '../core/instants.ts';
import type { Ritual } from './ritual.ts';
import type { ReasonCode, SkipReason, Slot } from './slot.ts';
import type { Why } from './why.ts';

/** Why somebody was asked on a date, or wasn't: each sentence is a row of the record. */
export function whyMessage(
  who: 'you' | { readonly personId: string },
  on: string,
  all: readonly Why[],
): MessageContent {
  const day = `${dayText(on)} ${on.slice(0, 4)}`;
  const title = who === 'you' ? md`You on ${day}` : md`${mention(who.personId)} on ${day}`;
  if (all.length === 0) {
    return message(title, [
      section(md`*${title}*: nothing is recorded. Nobody was to be asked, or it is further off.`),
    ]);
  }
  return message(title, [section(lines(md`*${title}*`, ...all.map((why) => md`• ${sentence(why)}`)))]);
}

function sentence(why: Why): Mrkdwn {
  return why.kind === 'skipped'
    ? md`*${why.name}*: ${SKIPPED[why.because]}`
    : md`*${why.name}*: ${ofSlot(why.slot)}${why.slot.isOptional ? md` It didn’t count that day.` : md``}`;
}

const SKIPPED: Readonly<Record<SkipReason, string>> = {
  'not-begun': 'it was set up when that day’s time had passed for some.',
  'not-scheduled': 'not held on that day.',
  paused: 'paused.',
  nobody: 'nobody was to be asked.',
  offline: 'Baton was offline all day, so nobody was asked.',
  edited: 'it was changed that day, when its new time had passed.',
  ended: 'it had ended.',
};

function ofSlot(slot: Slot): Mrkdwn {
  const due = at(slot.dueAt, slot);
  const asked = slot.promptedAt === undefined ? undefined : md`asked ${at(slot.promptedAt, slot)}`;
  switch (slot.state) {
    case 'pending':
      return md`to be asked ${due}.`;
    case 'sent':
      return md`${asked ?? md`asked`}; answers count until ${at(slot.closeAt, slot)}.`;
    case 'answered': {
      const answered = slot.answeredAt === undefined ? md`answered` : md`answered ${at(slot.answeredAt, slot)}`;
      const late = slot.isLate ? md`, late` : md``;
      return asked === undefined ? md`not asked, because ${answered}${late}.` : md`${asked}, ${answered}${late}.`;
    }
    case 'skipped':
      return asked === undefined ? md`skipped beforehand.` : md`${asked}, skipped.`;
    case 'missed':
      return md`${asked ?? md`asked`}, no answer by ${at(slot.closeAt, slot)}.`;
    case 'excused':
    case 'bot-missed':
    case 'unreachable':
      return md`${asked === undefined ? md`not asked` : md`${asked}, then excused`}: ${reason(slot)}`;
  }
}

function reason({ reason: why }: Slot): Mrkdwn {
  if (why?.code === 'holiday') return md`a day off, ${why.detail ?? 'a holiday'}.`;
  if (why?.code === 'error') return md`Slack could not reach them (${why.detail ?? 'no reason given'}).`;
  return md`${why === undefined ? 'no reason is recorded.' : REASONS[why.code]}`;
}

const REASONS: Readonly<Record<Exclude<ReasonCode, 'holiday' | 'error'>, string>> = {
  'day-off': 'not a working day.',
  away: 'away.',
  travel: 'in the new time zone the time had passed, or that date was asked before.',
  'after-close': 'their time was after the team’s close.',
  joined: 'joined too late that day; answers were welcome.',
  left: 'no longer taking part.',
  budget: 'enough unasked messages had come that day; answers were welcome.',
  weekly: 'once a week was chosen, and that week’s prompt had come.',
  turn: 'it was others’ turn.',
  break: 'a break from it was chosen.',
  'one-sided': 'nobody of the other team was there, so it was left out.',
  'too-few': 'too few were there to keep names out of it, so it was left out.',
  nothing: 'there was nothing to ask about.',
  'in-channel': 'it is prepared in its channel, and asks nobody by message.',
  skipped: 'skipped.',
  offline: 'Baton was offline.',
  deactivated: 'the Slack account is deactivated.',
};

/** Neither managers' business nor their own. */
export const notYoursMessage = (): MessageContent =>
  refusal('Only owners, managers and admins can ask about others. Your own days: /baton why');

export const unreadableMessage = (): MessageContent =>
  message(
    md`I could not read that. Try ${code('/baton why')}, ${code('/baton why 2026-03-02')} or ${code('/baton why @ana yesterday')}.`,
  );

export const offlineLine = (ritual: Ritual, from: Instant, until: Instant): Mrkdwn =>
  md`*${ritual.config.name}*: Baton was offline from ${at(from, ritual.config)} to ${at(until, ritual.config)}. Who was due then wasn’t asked, and nobody counts as missing`;

export const silentLine = (ritual: Ritual, personId: string): Mrkdwn =>
  md`*${ritual.config.name}*: ${mention(personId)} let three in a row pass. I ask on, without reminders. A word, or a rarer rhythm, may help`;

/** `waiting` is how many asks wait for them. */
export function unreachableLine(ritual: Ritual, personId: string, codeOfSlack: string, waiting: number): Mrkdwn {
  const why =
    codeOfSlack === 'deactivated' || codeOfSlack === 'user_disabled'
      ? 'is deactivated in Slack'
      : `can’t be reached (${codeOfSlack})`;
  const left = ['', '. 1 ask waits for somebody else'][waiting] ?? `. ${waiting} asks wait for somebody else`;
  return md`*${ritual.config.name}*: ${mention(personId)} ${why}, so I prompt them no more${left}`;
}

export const channelLine = (ritual: Ritual, codeOfSlack: string, setup: string): Mrkdwn =>
  md`*${ritual.config.name}*: I can’t post in ${channelLink(ritual.config.channelId)} (${codeOfSlack}). Answers are kept. Invite me there, or pick another channel with ${code(setup)}`;

export const inheritedLine = (ritual: Ritual, setup: string): Mrkdwn =>
  md`*${ritual.config.name}* is yours now: its owners have left. ${code(setup)} hands it on`;

/** PPL-4: the way out, in the notice itself. `action` opens the set-up of a ritual. */
export const pickChannel = (ritualId: string, action: string): KnownBlock =>
  actions(button('Pick a new channel', action, { value: ritualId }));

/** One piece of news by itself, with what it is about and what can be done. */
export function newsMessage(
  notification: string,
  line: Mrkdwn,
  { about, offer }: { readonly about: readonly Mrkdwn[]; readonly offer?: KnownBlock | undefined },
): MessageContent {
  const offered = offer === undefined ? [] : [offer];
  if (about.length === 0) return message(notification, [section(md`${line}.`), ...offered]);
  const rest = about.length - MOST_LISTED;
  const listed = about.slice(0, MOST_LISTED).map((one) => md`• ${one}`);
  return message(notification, [
    section(md`${line}:`),
    section(lines(...listed, rest > 0 && md`… and ${rest} more: ${code('/baton asks')}`)),
    ...offered,
  ]);
}

/** More would be a wall on a phone. */
const MOST_LISTED = 5;

const at = (instant: Instant, { zone }: { readonly zone: string }): Mrkdwn => when(instant, 'date-time', zone);
