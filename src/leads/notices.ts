import { actions, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { channelLink, groupMention, joined, type Mrkdwn, md, mention, when } from '../blockkit/mrkdwn.ts';
import type { Notice, NoticeKind, Rendered } from '../core/notice.ts';
import { workingTimeText } from '../core/time-text.ts';
import { ASSIGN, type CardView, CLAIM, SHOW } from './card/card-blocks.ts';
import { contactActions } from './card/owner-blocks.ts';
import { fallbackZone } from './card/status-blocks.ts';
import { companyName, isOpen, type Lead, leadName } from './lead.ts';
import { wroteAgainNotice } from './merging/merging-notice-blocks.ts';
import { endedNotice, wonNotice } from './outcomes/outcome-notice-blocks.ts';
import type { PromiseView } from './promises/promise-view.ts';
import { seenNotice } from './seen/seen-blocks.ts';
import { cardKey } from './telling-service.ts';

type Kind = NoticeKind<MessageContent, Mrkdwn>;
/** Where leads are looked at: the service. */
interface Cards {
  card(leadId: string): Promise<CardView | undefined>;
  marketerOf(lead: Lead): Promise<string | undefined>;
}

/** What this feature tells people unasked. Each looks at the lead as it is when the message goes out. */
export function leadNotices(leads: Cards): readonly Kind[] {
  const about = (render: (card: CardView, notice: Notice) => Rendered<MessageContent, Mrkdwn> | undefined) => {
    return async (notice: Notice) => {
      const card = await leads.card(notice.subject);
      return card === undefined ? undefined : render(card, notice);
    };
  };

  return [
    {
      kind: 'lead.warning',
      heading: (count) => `${plural(count)} of yours ${are(count)} due soon`,
      render: about(({ lead, promise }, { recipient }) => {
        const isTheirs = 'person' in recipient && lead.owner?.personId === recipient.person;
        return isTheirs && promise?.state === 'running' ? warning(lead, promise) : undefined;
      }),
    },
    {
      kind: 'lead.unclaimed',
      isMergedHourly: true,
      heading: (count) => `${plural(count)} ${are(count)} due soon, and nobody is on ${count === 1 ? 'it' : 'them'}`,
      render: about((card) => (card.promise?.state === 'running' ? unclaimed(card, card.promise) : undefined)),
    },
    {
      kind: 'lead.waiting',
      isMergedHourly: true,
      heading: (count) => `${plural(count)} ${are(count)} waiting for somebody`,
      // Where nobody is to be rung, a reply would only be noise: the card says the same.
      render: about((card) => (isFree(card.lead) && rings(card.ring) ? waiting(card) : undefined)),
    },
    {
      kind: 'lead.late',
      heading: (count) => `${plural(count)} passed ${count === 1 ? 'its' : 'their'} time for a first contact`,
      render: about(({ lead, promise }) => (promise?.state === 'late' ? late(lead, promise) : undefined)),
    },
    {
      kind: 'lead.late-for-manager',
      isMergedHourly: true,
      heading: (count) => `${plural(count)} ${are(count)} late`,
      render: about(({ lead, promise }) => (promise?.state === 'late' ? lateForManager(lead, promise) : undefined)),
    },
    {
      kind: 'lead.wrote-again',
      heading: (count) => `${plural(count)} ${count === 1 ? 'has' : 'have'} written again`,
      render: about((card) => {
        const said = wroteAgainNotice(card);
        return said && { ...said, inThreadOf: cardKey(card.lead.id) };
      }),
    },
    {
      kind: 'lead.outcome',
      heading: (count) => `${plural(count)} given up`,
      render: about((card) => {
        const ended = endedNotice(card);
        return ended && { ...ended, inThreadOf: cardKey(card.lead.id) };
      }),
    },
    {
      kind: 'lead.seen',
      heading: (count) => `News of ${plural(count)}`,
      async render({ subject }) {
        const [leadId = '', since] = subject.split(':');
        const card = await leads.card(leadId);
        const told = card && seenNotice(card, Number(since));
        return told && { ...told, inThreadOf: cardKey(leadId) };
      },
    },
    {
      kind: 'lead.won',
      heading: (count) => `🏆 ${count === 1 ? '1 deal' : `${count} deals`} won`,
      async render({ subject }) {
        const card = await leads.card(subject);
        return card && wonNotice(card, await leads.marketerOf(card.lead));
      },
    },
  ];
}

function warning(lead: Lead, promise: PromiseView): Rendered<MessageContent, Mrkdwn> {
  const line = md`*${leadName(lead)}*: first contact by ${due(promise)}`;
  return {
    line,
    message: message(md`Due soon: ${leadName(lead)}`, [
      section(md`⏳ ${line}. A call, an e-mail or a meeting counts; one tap logs it.`),
      contactActions(lead.id),
    ]),
  };
}

function unclaimed({ lead, ring }: CardView, promise: PromiseView): Rendered<MessageContent, Mrkdwn> {
  const who = whoRings(ring);
  const state = lead.owner === undefined ? 'nobody has claimed it yet' : 'its owner is off shift';
  const words = md`⏳ First contact by ${due(promise)}, and ${state}.${who}`;
  return {
    line: md`*${leadName(lead)}*: first contact by ${due(promise)}.${who}`,
    inThreadOf: cardKey(lead.id),
    message: message(md`Due soon: ${companyName(lead.fields)}.${who}`, [
      section(words),
      ...(lead.owner === undefined
        ? [actions(button('Claim', CLAIM, { value: lead.id, style: 'primary' }))]
        : [actions(button('Details', SHOW, { value: lead.id }), button('Assign', ASSIGN, { value: lead.id }))]),
    ]),
  };
}

function waiting({ lead, ring, promise, events }: CardView): Rendered<MessageContent, Mrkdwn> {
  const who = whoRings(ring);
  const latest = events.at(-1)?.change;
  const why = latest?.kind === 'released' && latest.reason !== undefined ? md` Given back: ${latest.reason}.` : md``;
  const by = promise?.isAnnounced ? md` First contact by ${due(promise)}.` : md``;
  const words = md`☀️ This lead is waiting for somebody.${why}${by}${who}`;
  return {
    line: md`*${leadName(lead)}*.${by}${who}`,
    inThreadOf: cardKey(lead.id),
    message: message(md`Waiting for somebody: ${companyName(lead.fields)}.${who}`, [
      section(words),
      actions(button('Claim', CLAIM, { value: lead.id, style: 'primary' })),
    ]),
  };
}

function late(lead: Lead, promise: PromiseView): Rendered<MessageContent, Mrkdwn> {
  const within = workingTimeText(promise.policy.target);
  return {
    line: md`*${leadName(lead)}*: since ${due(promise)}`,
    inThreadOf: cardKey(lead.id),
    message: message(md`Late: no first contact by ${due(promise)} (promise: within ${within}).`),
  };
}

function lateForManager(lead: Lead, promise: PromiseView): Rendered<MessageContent, Mrkdwn> {
  const owner = lead.owner === undefined ? md`nobody has claimed it` : md`${mention(lead.owner.personId)} has it`;
  const line = md`*${leadName(lead)}*: no first contact by ${due(promise)}; ${owner}`;
  return {
    line: md`${line} (${channelLink(lead.channelId)})`,
    message: message(md`Late: ${leadName(lead)}`, [
      section(md`${line}. Its card is in ${channelLink(lead.channelId)}.`),
      actions(button('Assign', ASSIGN, { value: lead.id }), button('Details', SHOW, { value: lead.id })),
    ]),
  };
}

const isFree = (lead: Lead): boolean => lead.owner === undefined && isOpen(lead);

/** Also in each line of a merged message: Slack rings a person once for it, and the whole must ring somebody. */
function whoRings({ people, group }: CardView['ring']): Mrkdwn {
  if (group !== undefined) return md` ${groupMention(group)}`;
  return people.length === 0 ? md`` : md` ${joined(people.map(mention), ' ')}`;
}

const rings = ({ people, group }: CardView['ring']): boolean => people.length > 0 || group !== undefined;

const due = (promise: PromiseView): Mrkdwn => when(promise.dueAt, 'date-time', fallbackZone(promise));
const plural = (count: number): string => (count === 1 ? '1 lead' : `${count} leads`);
const are = (count: number): string => (count === 1 ? 'is' : 'are');
