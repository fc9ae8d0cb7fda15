import type { Calendar } from '../core/calendar.ts';
import { type Duration, HOUR, type Instant } from '../core/instants.ts';
import type { Notice } from '../core/notice.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { LeadChange } from './change.ts';
import { isOpen, type Lead, type Ownership } from './lead.ts';
import type { Leave } from './leaving/leave.ts';
import { isRouted } from './offers/offer.ts';
import { findSettings } from './settings-store.ts';

/** What leads must know about people. */
export interface LeadPeople {
  /** The hours of the office, or somebody's own. */
  calendarOf(
    read: Db | Tx,
    workspaceId: string,
    whose: { readonly team: 'marketing' } | { readonly person: string },
  ): Promise<Calendar>;
  /** An active member with this normalised address. */
  byEmail(read: Db | Tx, workspaceId: string, emailKey: string): Promise<{ id: string } | undefined>;
  /** Ids of those whose phones a new lead may ring now; at most five. */
  onShift(read: Db | Tx, workspaceId: string, team: 'sales', at: Instant): Promise<readonly string[]>;
  nextShiftOf(read: Db | Tx, workspaceId: string, team: 'sales', at: Instant): Promise<Instant | undefined>;
  isOnShift(read: Db | Tx, personId: string, at: Instant): Promise<boolean>;
  /** When this person's hours begin next, or now; undefined if they have none. */
  nextShift(read: Db | Tx, personId: string, at: Instant): Promise<Instant | undefined>;
  managersOf(read: Db | Tx, workspaceId: string, team: 'sales' | 'marketing'): Promise<readonly string[]>;
  /** Those of these who are still there. */
  present(read: Db | Tx, personIds: readonly string[]): Promise<readonly string[]>;
  /** Whether this person is in marketing and has no part in sales. */
  onlyMarkets(read: Db | Tx, personId: string): Promise<boolean>;
  /** Whether this person sells: only they can hold a lead that a manager assigns. */
  sells(read: Db | Tx, personId: string): Promise<boolean>;
  /** For when somebody is away, as it is noted now. */
  leaveOf(read: Db | Tx, absenceId: string): Promise<Leave | undefined>;
  isAway(read: Db | Tx, personId: string, at: Instant): Promise<boolean>;
  /** Names of those of these who are known. */
  namesOf(read: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Asks that somebody be told something; the kinds are in `notices.ts`. */
export type Notify = (tx: Tx, notice: Notice) => Promise<void>;

/** Kinds of the jobs that keep Slack's messages like the lead. */
export const CARD = 'lead.card';
export const OWNER_DM = 'lead.owner';
/** The kind of the job that brings a lead back from the shelf. */
export const RETURN = 'lead.return';

/** The kind of the job that carries out what both managers have found of a rejection. */
export const QUESTION = 'lead.question';

/** Keys of the messages of a lead. */
export const cardKey = (leadId: string): string => `lead.card:${leadId}`;
export const ownerKey = (leadId: string, event: number): string => `lead.owner:${leadId}:${event}`;

/** The lead whose card or direct message this is; undefined for any other message. */
export const leadOfMessage = (key: string | undefined): string | undefined =>
  /^lead\.(?:card|owner|offer):([^:]+)/.exec(key ?? '')?.[1];

export const returnKey = (leadId: string): string => `lead.return:${leadId}`;

export const questionJobKey = ({ leadId, seq }: { leadId: string; seq: number }): string =>
  `lead.question:${leadId}:${seq}`;

export interface TellingDeps {
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly people: LeadPeople;
  readonly notify: Notify;
  readonly cancelNotices: (tx: Tx, keys: readonly string[]) => Promise<void>;
  /** How long a claim can be given back without a reason, and a release or an outcome be undone. */
  readonly undoFor: Duration;
}

/** Who hears of a lead: everything that a change of it asks for, in the transaction of the change. */
export function createTelling({ clock, jobs, people, notify, cancelNotices, undoFor }: TellingDeps) {
  return {
    enqueueCard,
    enqueueOwnerMessages,
    announce,
    announceAgain,
    tellOutcome,
    tellSeen,
    questionKeys,

    /** The managers of both teams decide; they hear of it once it can't be taken back any more. */
    async tellQuestion(tx: Tx, lead: Lead, asked: Asked): Promise<void> {
      for (const person of await deciders(tx, lead)) {
        await tell(
          tx,
          lead,
          questionKey(lead, asked, person),
          'lead.questioned',
          { person },
          asked.askedAt + undoFor,
          asked,
        );
      }
    },

    /** What both have found, in the card's thread. */
    tellSettled: (tx: Tx, lead: Lead, seq: number): Promise<void> =>
      tell(tx, lead, `settled:${lead.id}:${seq}`, 'lead.question-settled', inChannel(lead), clock.now(), { seq }),

    /** Somebody has the lead now: what was meant for a free one is not told any more. */
    cancelForFree: (tx: Tx, lead: Lead) => cancelNotices(tx, [unclaimedWarningKey(lead), waitingKey(lead)]),

    /** Whose phones the card of a lead rings, as things are now. */
    async ringFor(read: Db | Tx, lead: Lead, now: Instant): Promise<Ringing> {
      if (!isOpen(lead)) return NOBODY;
      // Whom it is offered to has a message of their own; the card only rings where it is everybody's.
      if (isRouted(lead)) return { ...NOBODY, people: lead.offer === undefined ? [] : [lead.offer.personId] };
      return lead.owner === undefined ? whoRings(read, lead, now) : whoStandsIn(read, lead, lead.owner, now);
    },
  };

  /**
   * Both teams learn how it ended, in the card's thread, and of a deal in the channel; once nobody can take it back any more.
   * What is put on the shelf is asked for on its day.
   */
  async function tellOutcome(tx: Tx, lead: Lead, change: LeadChange, by: string | undefined): Promise<void> {
    if (change.kind === 'wrote-again') await tellAgain(tx, lead);
    if (change.kind === 'unmerged' && lead.returnsAt !== undefined) await enqueueReturn(tx, lead.id, lead.returnsAt);
    if (change.kind === 'outcome-undone') await cancelNotices(tx, [outcomeKey(lead, change.seq)]);
    if (change.kind === 'rejected' && change.returnsAt !== undefined)
      await enqueueReturn(tx, lead.id, change.returnsAt);
    const kind = OUTCOME_NOTICES[change.kind];
    if (kind === undefined || lead.isTest || isKeptOut(lead, by)) return;
    await tell(tx, lead, outcomeKey(lead, lead.lastEvent), kind, inChannel(lead), clock.now() + undoFor);
  }

  /** The newest entry of a lead is news from elsewhere for its owner; what comes while they are off shift is one message. */
  function tellSeen(tx: Tx, lead: Lead, at: Instant): Promise<void> {
    const { id, workspaceId, lastEvent } = lead;
    const key = at > clock.now() ? `seen:${id}:at:${at}` : `seen:${id}:${lastEvent}`;
    const subject = `${id}:${lastEvent}`;
    return notify(tx, { key, workspaceId, recipient: inChannel(lead), kind: 'lead.seen', subject, at });
  }

  /** Whose lead it is hears in the card's thread that its person has written again, in their own hours. */
  async function tellAgain(tx: Tx, lead: Lead): Promise<void> {
    if (!isOpen(lead) || lead.isTest) return;
    const now = clock.now();
    const opening = lead.owner && (await people.nextShift(tx, lead.owner.personId, now));
    const at = opening ?? now;
    // A form that is sent by a program over and over is told once an hour; each is in the journal.
    await tell(tx, lead, `again:${lead.id}:${Math.floor(at / HOUR)}`, 'lead.wrote-again', inChannel(lead), at);
  }

  function enqueueReturn(tx: Tx, leadId: string, runAt: Instant): Promise<void> {
    return jobs.enqueue(tx, { kind: RETURN, key: returnKey(leadId), payload: { leadId }, runAt, mode: 'latest' });
  }

  /** A free lead that rings nobody now is mentioned once, when the first rep's hours begin. */
  function announce(tx: Tx, lead: Lead, opening: Instant): Promise<void> {
    return tell(tx, lead, waitingKey(lead), 'lead.waiting', inChannel(lead), opening);
  }

  /** A lead that was given back: its card can't ring again, so once nobody can undo that any more, a reply does. */
  async function announceAgain(tx: Tx, lead: Lead): Promise<void> {
    const now = clock.now();
    if ((await people.onShift(tx, lead.workspaceId, 'sales', now)).length > 0) {
      return tell(tx, lead, `free:${lead.id}:${lead.lastEvent}`, 'lead.waiting', inChannel(lead), now + undoFor);
    }
    const opening = await people.nextShiftOf(tx, lead.workspaceId, 'sales', now);
    if (opening !== undefined) await announce(tx, lead, opening);
  }

  function tell(
    tx: Tx,
    lead: Lead,
    key: string,
    kind: string,
    recipient: { person: string } | { channel: string },
    at: Instant,
    about?: { readonly seq: number },
  ): Promise<void> {
    const subject = about === undefined ? lead.id : `${lead.id}:${about.seq}`;
    return notify(tx, { key, workspaceId: lead.workspaceId, recipient, kind, subject, at });
  }

  async function questionKeys(tx: Tx, lead: Lead, asked: Asked): Promise<string[]> {
    return (await deciders(tx, lead)).map((person) => questionKey(lead, asked, person));
  }

  async function deciders(tx: Tx, { workspaceId }: Lead): Promise<readonly string[]> {
    const sales = await people.managersOf(tx, workspaceId, 'sales');
    return [...new Set([...sales, ...(await people.managersOf(tx, workspaceId, 'marketing'))])];
  }

  function enqueueCard(tx: Tx, lead: Lead): Promise<void> {
    return jobs.enqueue(tx, {
      kind: CARD,
      key: cardKey(lead.id),
      payload: { leadId: lead.id },
      runAt: clock.now(),
      mode: 'latest',
    });
  }

  /** The DM of the present owner, and of the one before them: it must no longer offer what they can't do. */
  async function enqueueOwnerMessages(tx: Tx, lead: Lead, before = lead.owner): Promise<void> {
    const owners = before?.event === lead.owner?.event ? [lead.owner] : [before, lead.owner];
    for (const owner of owners) {
      if (owner === undefined) continue;
      await jobs.enqueue(tx, {
        kind: OWNER_DM,
        key: ownerKey(lead.id, owner.event),
        payload: { leadId: lead.id, personId: owner.personId, event: owner.event },
        runAt: clock.now(),
        mode: 'latest',
      });
    }
  }

  async function whoRings(read: Db | Tx, lead: Lead, now: Instant): Promise<Ringing> {
    const settings = await findSettings(read, lead.workspaceId);
    if (settings === undefined || settings.ring.kind === 'nobody') return NOBODY;
    const onShift = await people.onShift(read, lead.workspaceId, 'sales', now);
    if (onShift.length > 0) {
      return settings.ring.kind === 'group'
        ? { people: [], group: settings.ring.id, from: undefined }
        : { people: onShift, group: undefined, from: undefined };
    }
    return { ...NOBODY, from: await people.nextShiftOf(read, lead.workspaceId, 'sales', now) };
  }

  /** While the owner is off shift: those managers of sales who are not, for they can give the lead to somebody. */
  async function whoStandsIn(read: Db | Tx, lead: Lead, owner: Ownership, now: Instant): Promise<Ringing> {
    if (await people.isOnShift(read, owner.personId, now)) return NOBODY;
    const onShift: string[] = [];
    for (const manager of await people.managersOf(read, lead.workspaceId, 'sales')) {
      if (await people.isOnShift(read, manager, now)) onShift.push(manager);
    }
    return { ...NOBODY, people: onShift };
  }
}

/** Whose phones ring for a card: people, or a group; or nobody until `from`, when the first rep's hours begin. */
export interface Ringing {
  readonly people: readonly string[];
  readonly group: string | undefined;
  readonly from: Instant | undefined;
}

const NOBODY: Ringing = { people: [], group: undefined, from: undefined };

/** Of a warning that is meant for whoever takes the lead. */
export const unclaimedWarningKey = (lead: Lead): string => `unclaimed:${roundOf(lead)}`;
const waitingKey = (lead: Lead): string => `waiting:${roundOf(lead)}`;
const outcomeKey = (lead: Lead, seq: number): string => `outcome:${lead.id}:${seq}`;

/** A question about the rejection that is entry `seq`. */
interface Asked {
  readonly seq: number;
  readonly askedAt: Instant;
}

/** One that was taken back and is asked anew is told anew. */
const questionKey = ({ id }: Lead, { seq, askedAt }: Asked, person: string): string =>
  `questioned:${id}:${seq}:${askedAt}:${person}`;

/** A lead that came back is told of anew: the same key is told once. */
export const roundOf = ({ id, round }: Lead): string => (round === 1 ? id : `${id}.${round}`);

/** Kinds of the notices that tell of outcomes. */
const OUTCOME_NOTICES: Partial<Record<LeadChange['kind'], string>> = {
  won: 'lead.won',
  lost: 'lead.outcome',
  rejected: 'lead.outcome',
};

/** What was seen to be spam when it came has no card, and nobody hears of it. */
const isKeptOut = ({ reason }: Lead, by: string | undefined): boolean => reason === 'spam-or-test' && by === undefined;

const inChannel = (lead: Lead): { channel: string } => ({ channel: lead.channelId });
