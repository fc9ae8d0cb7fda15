import { actions, context, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { channelLink, joined, lines, type Mrkdwn, md, mention, when } from '../../blockkit/mrkdwn.ts';
import type { Notice, NoticeKind, Rendered } from '../../core/notice.ts';
import { counted } from '../../core/time-text.ts';
import { ASSIGN, type CardView, SHOW } from '../card/card-blocks.ts';
import type { ListedLead } from '../card/detail-blocks.ts';
import { contactActions } from '../card/owner-blocks.ts';
import { fallbackZone, promiseWords } from '../card/status-blocks.ts';
import { isOpen, type Lead, leadName } from '../lead.ts';
import { LATER, QUALIFY, REJECT } from '../outcomes/outcome-actions.ts';
import { pauseButton } from '../pausing/pause-blocks.ts';
import { HAND_OVER } from '../reply-blocks.ts';
import { cardKey } from '../telling-service.ts';
import type { PromiseView } from './promise-view.ts';

type Kind = NoticeKind<MessageContent, Mrkdwn>;
type Told = Rendered<MessageContent, Mrkdwn> | undefined;

/** Where leads are looked at: the service. */
interface Cards {
  card(leadId: string): Promise<CardView | undefined>;
  /** What is late now and is told of each morning to this person. */
  lateFor(workspaceId: string, personId: string): Promise<readonly ListedLead[]>;
}

/** What is told of promises beside that of a first contact, and how a lead is handed over in time. */
export function promiseNotices(leads: Cards): readonly Kind[] {
  return [
    {
      kind: 'lead.hand',
      heading: (count) => `Need a hand with ${plural(count)}?`,
      async render({ subject, recipient }) {
        const card = await leads.card(subject);
        const isTheirs = 'person' in recipient && card?.lead.owner?.personId === recipient.person;
        return isTheirs && card.promise?.state === 'running' ? hand(card.lead, card.promise) : undefined;
      },
    },
    {
      kind: 'lead.resumed',
      heading: (count) => `${plural(count)} of yours ${count === 1 ? 'goes' : 'go'} on`,
      async render({ subject, recipient }) {
        const card = await leads.card(subject);
        const isTheirs = 'person' in recipient && card?.lead.owner?.personId === recipient.person;
        return isTheirs && isOpen(card.lead) ? goesOn(card) : undefined;
      },
    },
    ...(['follow-up', 'outcome'] as const).flatMap((kind) => kindsOf(leads, kind)),
    {
      kind: 'lead.late-digest',
      heading: () => 'Still late',
      async render({ subject, recipient }) {
        return 'person' in recipient ? stillLate(await leads.lateFor(subject, recipient.person)) : undefined;
      },
    },
  ];
}

/** Each looks at the lead as it is when the message goes out. */
function kindsOf(leads: Cards, kind: 'follow-up' | 'outcome'): readonly Kind[] {
  const about =
    (state: 'running' | 'late', render: (lead: Lead, promise: PromiseView, notice: Notice) => Told) =>
    async (notice: Notice): Promise<Told> => {
      const card = await leads.card(notice.subject);
      const promise = card?.promise?.further?.find((one) => one.kind === kind && one.state === state);
      return card === undefined || promise === undefined || !isOpen(card.lead)
        ? undefined
        : render(card.lead, promise, notice);
    };

  return [
    {
      kind: `lead.${kind}-due`,
      heading: (count) =>
        `${plural(count)} of yours should ${kind === 'follow-up' ? 'be tried again' : 'have an outcome'} soon`,
      render: about('running', (lead, promise, { recipient }) =>
        'person' in recipient && lead.owner?.personId === recipient.person ? due(lead, promise) : undefined,
      ),
    },
    {
      kind: `lead.${kind}-late`,
      heading: (count) =>
        `${plural(count)} should have ${kind === 'follow-up' ? 'been tried more often' : 'had an outcome'} by now`,
      render: about('late', late),
    },
    {
      kind: `lead.${kind}-late-for-manager`,
      isMergedHourly: true,
      heading: (count) => `${plural(count)} ${count === 1 ? 'is' : 'are'} late`,
      render: about('late', lateForManager),
    },
  ];
}

function hand(lead: Lead, promise: PromiseView): Told {
  const line = md`Need a hand with *${leadName(lead)}*? First contact by ${time(promise)}.`;
  return {
    line,
    message: message(md`Need a hand? ${leadName(lead)}`, [
      section(md`🤝 ${line}`),
      context(md`One tap gives it to the team, and nothing is noted against you.`),
      actions(
        button('Hand over', HAND_OVER, { value: lead.id, label: `Hand over lead ${lead.number}` }),
        pauseButton(lead),
        button('Details', SHOW, { value: lead.id }),
      ),
    ]),
  };
}

/** The day has come until which it was to wait, with the words of whoever said so. */
function goesOn({ lead, promise, events, now }: CardView): Told {
  const paused = events.findLast(({ change }) => change.kind === 'paused')?.change;
  const open = [promise, ...(promise?.further ?? [])].filter(
    (one) => one?.state === 'running' || one?.state === 'late',
  );
  if (paused?.kind !== 'paused' || open.length === 0 || open.some((one) => (one?.pausedUntil ?? now) > now))
    return undefined;
  const why = paused.note === undefined ? md`` : md` You wrote: “${paused.note}”.`;
  const words = joined(promiseWords(promise, now), ' · ');
  const line = md`*${leadName(lead)}* goes on: ${words}`;
  return {
    line,
    message: message(md`It goes on: ${leadName(lead)}`, [section(md`⏰ ${line}.${why}`), contactActions(lead.id)]),
  };
}

function due(lead: Lead, promise: PromiseView): Told {
  const isTrying = promise.kind === 'follow-up';
  const line = isTrying
    ? md`*${leadName(lead)}*: ${tries(promise)}, the rest by ${time(promise)}`
    : md`*${leadName(lead)}*: how does it end? An outcome is due by ${time(promise)}`;
  return {
    line,
    message: message(md`Due soon: ${leadName(lead)}`, [
      section(md`⏳ ${line}.`),
      isTrying
        ? contactActions(lead.id)
        : actions(
            button('Qualified', QUALIFY, { value: lead.id }),
            button('Not a fit', REJECT, { value: lead.id }),
            button('Later', LATER, { value: lead.id }),
          ),
    ]),
  };
}

function late(lead: Lead, promise: PromiseView): Told {
  return {
    line: md`*${leadName(lead)}*: since ${time(promise)}`,
    inThreadOf: cardKey(lead.id),
    message: message(md`Late: ${missing(promise)} by ${time(promise)} (promise: ${promised(promise)}).`),
  };
}

function lateForManager(lead: Lead, promise: PromiseView): Told {
  const owner = lead.owner === undefined ? md`nobody has it` : md`${mention(lead.owner.personId)} has it`;
  const line = md`*${leadName(lead)}*: ${missing(promise)} by ${time(promise)}; ${owner}`;
  return {
    line: md`${line} (${channelLink(lead.channelId)})`,
    message: message(md`Late: ${leadName(lead)}`, [
      section(md`${line}. Its card is in ${channelLink(lead.channelId)}.`),
      actions(button('Assign', ASSIGN, { value: lead.id }), button('Details', SHOW, { value: lead.id })),
    ]),
  };
}

/** What a phone shows without endless scrolling. */
const MOST_ROWS = 10;

function stillLate(leads: readonly ListedLead[]): Told {
  if (leads.length === 0) return undefined;
  const rows = leads
    .slice(0, MOST_ROWS)
    .flatMap(({ lead, promise }) => (promise === undefined ? [] : [row(lead, promise)]));
  const more = leads.length > MOST_ROWS ? [md`And ${leads.length - MOST_ROWS} more.`] : [];
  const title = `Still late: ${plural(leads.length)}`;
  return {
    line: md`${title}`,
    message: message(title, [
      section(lines(md`*${title}*`, ...rows, ...more)),
      context(md`A contact or an outcome takes a lead off this list; ${'/lead assign'} gives it to somebody else.`),
    ]),
  };
}

function row(lead: Lead, promise: PromiseView): Mrkdwn {
  const owner = lead.owner === undefined ? md`nobody has it` : md`${mention(lead.owner.personId)} has it`;
  return md`*${leadName(lead)}*: ${missing(promise)} since ${time(promise)}; ${owner}`;
}

const missing = (promise: PromiseView): string =>
  promise.kind === 'first-contact' ? 'no first contact' : promise.kind === 'follow-up' ? tries(promise) : 'no outcome';

const tries = ({ attempts, policy }: PromiseView): string => `${attempts} of ${policy.attempts} tries`;

/** "3 tries within 2 working days" */
const promised = ({ kind, policy }: PromiseView): string =>
  kind === 'follow-up'
    ? `${policy.attempts} tries within ${counted(policy.followUpDays ?? 0, 'working day')}`
    : `an outcome within ${counted(policy.outcomeDays ?? 0, 'working day')}`;

const time = (promise: PromiseView): Mrkdwn => when(promise.dueAt, 'date-time', fallbackZone(promise));
const plural = (count: number): string => counted(count, 'lead');
