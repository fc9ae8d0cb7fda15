import { section } from '../../blockkit/blocks.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md, mention, when } from '../../blockkit/mrkdwn.ts';
import type { Instant } from '../../core/instants.ts';
import type { Rendered } from '../../core/notice.ts';
import type { CardView } from '../card/card-blocks.ts';
import { CONTACT_WORDS, fallbackZone, moment } from '../card/status-blocks.ts';
import type { LeadChange, SeenWhat } from '../change.ts';
import { type LeadEvent, leadName } from '../lead.ts';
import type { PromiseView } from '../promises/promise-view.ts';
import { isNewsFor } from './seen.ts';
import type { Hindrance } from './seen-stage.ts';

type Seen = Extract<LeadChange, { kind: 'seen' }>;

/** What another system told and what changed nothing here; the journal adds where it was seen. */
export function seenWords({ what, value, why }: Seen): Mrkdwn {
  if (what === 'stage') return md`stage “${value ?? ''}”: ${STAGE_WHY[why ?? ''] ?? 'noted only'}`;
  if (what === 'owner')
    return value === undefined ? md`nobody’s any more` : md`given to ${value}: ${OWNER_WHY[why ?? ''] ?? 'noted only'}`;
  return why === 'booked' ? md`a meeting booked` : md`${ACTIVITY_WORDS[what]}`;
}

const ACTIVITY_WORDS: Readonly<Record<Exclude<SeenWhat, 'stage' | 'owner'>, string>> = {
  call: 'a call',
  'e-mail': 'an e-mail sent',
  reply: 'an e-mail from them',
  meeting: 'a meeting',
  note: 'a note',
  task: 'a task',
  activity: 'an activity',
};

/** Why a stage of another system is not so here. */
const STAGE_WHY: Readonly<Record<string, string>> = {
  word: 'no stage that I know',
  closed: 'nobody works on it here any more',
  back: 'it is further here',
  reason: 'why it was given up is not said',
  details: 'what its reason asks for is not said',
  'not-qualified': 'it never was a deal here',
} satisfies Record<Hindrance, string>;

const OWNER_WHY: Readonly<Record<string, string>> = {
  unreadable: 'I can’t tell who that is',
  unknown: 'nobody here has that address',
  marketing: 'they don’t sell',
  closed: 'nobody works on it here any more',
};

/** What has come after the first contact, in the card's thread, with a word to whoever has the lead. */
export function seenNotice(
  { lead, events, promise, now }: CardView,
  since: number,
): Rendered<MessageContent, Mrkdwn> | undefined {
  const { owner } = lead;
  if (owner === undefined) return undefined;
  const zone = fallbackZone(promise);
  const news = events.filter((event) => event.seq >= since && isNewsFor(owner.personId, event)).slice(-MOST_TOLD);
  const said = news.map(({ change, at }) => newsLine(change, at, now, zone));
  if (said.length === 0) return undefined;
  const words = lines(...said, md`${mention(owner.personId)}, it is yours.`);
  return {
    line: md`*${leadName(lead)}*: ${joined(said, '; ')} ${mention(owner.personId)}`,
    message: message(md`${joined(said, '; ')} ${mention(owner.personId)}`, [section(words)]),
  };
}

function newsLine(change: LeadChange, at: Instant, now: Instant, zone: string): Mrkdwn {
  if (change.kind === 'contacted') return md`📇 ${CONTACT_WORDS[change.how]}, seen in ${change.via ?? ''}`;
  if (change.kind !== 'seen') return md``;
  return md`📇 ${moment(change.happenedAt ?? at, now, zone)} ${seenWords(change)}, seen in ${change.via ?? ''}`;
}

const MOST_TOLD = 5;

/** By what the promise was kept: somebody's tap here, or what another system told. Nothing before the first contact of this round. */
export function firstContactLine(events: readonly LeadEvent[], promise: PromiseView | undefined): Mrkdwn | undefined {
  const began = events.findLastIndex(({ change }) => change.kind === 'returned');
  const first = events.slice(began + 1).find(({ change }) => change.kind === 'contacted');
  if (first?.change.kind !== 'contacted') return undefined;
  const { how, via, happenedAt } = first.change;
  const who = first.by === undefined ? md`` : md`, ${mention(first.by)}`;
  const seen = via === undefined ? md`by hand` : md`seen in ${via}`;
  const moment = when(happenedAt ?? first.at, 'date-time', fallbackZone(promise));
  return md`First contact: ${CONTACT_WORDS[how]}, ${moment}${who}, ${seen}.`;
}
