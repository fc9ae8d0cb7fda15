import { DAY, type Instant } from '../core/instants.ts';
import { counted } from '../core/time-text.ts';
import type { Check } from '../platform/check.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import { rollingWindow } from '../platform/rolling-window.ts';
import * as checks from './checks-store.ts';
import { DIGEST, digestKey } from './digest/digest-telling.ts';
import { HELD_CARD, HOLD, heldCardKey, holdKey } from './holding/holding-telling-service.ts';
import { type JournalFault, journalFault } from './journal-check.ts';
import * as journal from './journal-store.ts';
import type { LeadEvent } from './lead.ts';
import { OFFER_DM, offerKey, TURN, turnKey } from './offers/offer-telling-service.ts';
import type { LeadPromises } from './ports-service.ts';
import * as store from './store.ts';
import { CARD, cardKey, OWNER_DM, ownerKey, RETURN, returnKey } from './telling-service.ts';

export interface LeadChecksDeps {
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly promises: Pick<LeadPromises, 'clocksOfLeads'>;
}

/** Leads in one part of the rolling look over all of them, and those whose cards are looked at in every audit. */
const PART = 200;
/** Entries of journals, newest first, whose leads are looked at closely in every audit. */
const LATELY = 100;
/** Leads on the shelf, those first that come back first, that are looked at in every audit. */
const FIRST_BACK = 500;

/** What must hold between leads, their journals and their messages. */
export function leadChecks({ clock, jobs, promises }: LeadChecksDeps): {
  readonly checks: readonly Check[];
  readonly messageOwners: readonly MessageOwner[];
} {
  const rolling = rollingWindow(1, async (read, from) => ({
    subjects: await checks.numberedWithoutCard(read, from, from + PART),
    next: from + PART > (await checks.highestNumber(read)) ? undefined : from + PART,
  }));

  const all: readonly Check[] = [
    {
      name: 'lead.without-card',
      says: (count) =>
        `${count === 1 ? 'A lead has' : `${count} leads have`} no card in Slack, and I could not post one. "/lead list" shows all that are free. The log says why, at job.failed.`,
      // The newest in each audit, and bit by bit all the others.
      find: async (read, now) => [
        ...new Set([...(await checks.newestWithoutCard(read, PART)), ...(await rolling(read, now))]),
      ],
      repair: enqueueCard,
    },
    {
      name: 'lead.card-behind',
      says: (count) =>
        `${count === 1 ? 'The card of a lead does' : `The cards of ${count} leads do`} not show the latest change. "/lead show" with the number does.`,
      find: async (read, now) => checks.behindTheirJournal(read, await lately(read, now), now),
      repair: enqueueCard,
    },
    {
      name: 'lead.owner-untold',
      says: (count) =>
        `${count === 1 ? 'An owner of a lead has' : `${count} owners of leads have`} no direct message with it. "/lead mine" shows them their leads.`,
      find: async (read, now) => checks.missingOwnerMessages(read, await lately(read, now)),
      repair: redoOwnerMessage,
    },
    {
      name: 'lead.not-brought-back',
      says: (count) =>
        `${count === 1 ? 'A lead is' : `${count} leads are`} on the shelf, and nobody would bring ${count === 1 ? 'it' : 'them'} back. "/lead list later" shows them.`,
      find: (read) => checks.shelvedUnwatched(read, FIRST_BACK),
      // It finds out by itself when its day is.
      repair: (tx, leadId) =>
        jobs.enqueue(tx, {
          kind: RETURN,
          key: returnKey(leadId),
          payload: { leadId },
          runAt: clock.now(),
          mode: 'latest',
        }),
    },
    {
      name: 'lead.turn-unwatched',
      says: (count) =>
        `${count === 1 ? 'A lead waits' : `${count} leads wait`} for somebody's turn, and nobody would find out whose. "/lead list" shows ${count === 1 ? 'it' : 'them'}; a manager can hand ${count === 1 ? 'it' : 'them'} to somebody with "/lead assign".`,
      find: (read) => checks.turnsUnwatched(read, FIRST_BACK),
      repair: (tx, leadId) =>
        jobs.enqueue(tx, {
          kind: TURN,
          key: turnKey(leadId),
          payload: { leadId },
          runAt: clock.now(),
          mode: 'latest',
        }),
    },
    {
      name: 'lead.held-unwatched',
      says: (count) =>
        `${count === 1 ? 'A lead is' : `${count} leads are`} held back, and nobody would let ${count === 1 ? 'it' : 'them'} go on to sales. "/lead search held" finds ${count === 1 ? 'it' : 'them'}.`,
      find: (read) => checks.heldUnwatched(read, FIRST_BACK),
      // It finds out by itself when its time is.
      repair: (tx, leadId) =>
        jobs.enqueue(tx, { kind: HOLD, key: holdKey(leadId), payload: { leadId }, runAt: clock.now(), mode: 'latest' }),
    },
    {
      name: 'lead.digest-unwatched',
      says: (count) =>
        `${counted(count, 'colleague')} would not be told each week what happened to leads, though they chose it. "/lead mine campaigns" shows it.`,
      find: (read) => checks.readersUnwatched(read),
      repair: (tx, personId) =>
        jobs.enqueue(tx, {
          kind: DIGEST,
          key: digestKey(personId),
          payload: { personId },
          runAt: clock.now(),
          mode: 'latest',
        }),
    },
    {
      name: 'lead.two-claims',
      says: (count) =>
        `${count === 1 ? 'A lead was' : `${count} leads were`} claimed by two people at once. Ask who talks to the customer; a manager hands it over with "/lead assign". The log names the lead, at audit.found.`,
      find: (read, now) => faulty(read, now, 'two-claims'),
    },
    {
      name: 'lead.journal-disagrees',
      says: (count) =>
        `The history of ${count === 1 ? 'a lead' : `${count} leads`} does not come to what the lead says of itself. Was the database edited, or put together from two? The log names the lead, at audit.found.`,
      find: (read, now) => faulty(read, now, 'disagrees'),
    },
    {
      name: 'lead.contact-not-counted',
      says: (count) =>
        `${count === 1 ? 'A lead was' : `${count} leads were`} contacted, and the promise still runs: it may be reported as late. The log names the lead, at audit.found.`,
      find: contactedWhileRunning,
    },
  ];

  return {
    checks: all,
    messageOwners: [
      {
        drivenBy: ({ key, state }) =>
          state !== 'blocked' &&
          [cardKey(''), heldCardKey(''), `${OWNER_DM}:`, `${OFFER_DM}:`].some((begun) => key.startsWith(begun))
            ? key
            : undefined,
        redo(tx, key) {
          if (key.startsWith(cardKey(''))) return enqueueCard(tx, key.slice(cardKey('').length));
          if (key.startsWith(heldCardKey(''))) return redoHeldCard(tx, key);
          return key.startsWith(`${OFFER_DM}:`) ? redoOfferMessage(tx, key) : redoOwnerMessage(tx, key);
        },
      },
    ],
  };

  function lately(read: Db, now: Instant): Promise<string[]> {
    return checks.changedLately(read, now - DAY, LATELY);
  }

  async function faulty(read: Db, now: Instant, wanted: JournalFault): Promise<string[]> {
    const rows = await checks.journalsOf(read, await lately(read, now));
    const byLead = Map.groupBy(rows, ({ id }) => id);
    return [...byLead].flatMap(([id, entries]) => (faultOf(entries) === wanted ? [id] : []));
  }

  async function contactedWhileRunning(read: Db, now: Instant): Promise<string[]> {
    const contacted = (await store.findLeads(read, await lately(read, now))).filter(
      (lead) => lead.firstContactAt !== undefined,
    );
    const clocks = await promises.clocksOfLeads(
      read,
      contacted.map(({ id }) => id),
    );
    return clocks.filter(({ state }) => state === 'running' || state === 'late').map(({ leadId }) => leadId);
  }

  function enqueueCard(tx: Tx, leadId: string): Promise<void> {
    return jobs.enqueue(tx, {
      kind: CARD,
      key: cardKey(leadId),
      payload: { leadId },
      runAt: clock.now(),
      mode: 'latest',
    });
  }

  function redoHeldCard(tx: Tx, key: string): Promise<void> {
    const leadId = key.slice(heldCardKey('').length);
    return jobs.enqueue(tx, { kind: HELD_CARD, key, payload: { leadId }, runAt: clock.now(), mode: 'latest' });
  }

  async function redoOfferMessage(tx: Tx, key: string): Promise<void> {
    const [, leadId = '', number] = key.split(':');
    const event = Number(number);
    if ((await store.findLead(tx, leadId)) === undefined) return;
    await jobs.enqueue(tx, {
      kind: OFFER_DM,
      key: offerKey(leadId, event),
      payload: { leadId, event },
      runAt: clock.now(),
      mode: 'latest',
    });
  }

  async function redoOwnerMessage(tx: Tx, key: string): Promise<void> {
    const [, leadId = '', number] = key.split(':');
    const event = Number(number);
    const lead = await store.findLead(tx, leadId);
    const personId = lead && personOf(await journal.findEvent(tx, lead, event));
    if (personId === undefined) return;
    await jobs.enqueue(tx, {
      kind: OWNER_DM,
      key: ownerKey(leadId, event),
      payload: { leadId, personId, event },
      runAt: clock.now(),
      mode: 'latest',
    });
  }
}

/** Whose an entry has made the lead. */
function personOf(event: LeadEvent | undefined): string | undefined {
  if (event?.change.kind === 'claimed') return event.by;
  return event !== undefined && 'to' in event.change ? event.change.to : undefined;
}

function faultOf(rows: readonly checks.JournalRow[]): JournalFault | undefined {
  const [lead] = rows;
  if (lead === undefined) return undefined;
  const entries = rows.flatMap(({ seq, kind, begun }) =>
    seq === null || kind === null ? [] : [{ seq, kind, ...(begun !== null && saidOf(kind, begun)) }],
  );
  const standing = {
    lastEvent: lead.last_event,
    ownedBy: lead.owned_by_event ?? undefined,
    isContacted: lead.first_contact_at !== null,
  };
  return journalFault(standing, entries);
}

const saidOf = (kind: string, data: string) =>
  kind === 'gained' || kind === 'gave-back' ? { standing: journal.standingIn(data) } : journal.begunWith(data);
