import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Lead } from '../lead.ts';
import type { Audience, LeadNews } from '../ports-service.ts';
import { roundOf, type TellingDeps, unclaimedWarningKey } from '../telling-service.ts';
import type { PromiseView } from './promise-view.ts';

/** Who hears how a promise stands, step by step. What follows from each is in `notices.ts`, which looks at the lead again. */
export function createPromiseTelling({ clock, people, notify }: Pick<TellingDeps, 'clock' | 'people' | 'notify'>) {
  return {
    async tell(tx: Tx, lead: Lead, news: Extract<LeadNews, { readonly clock: PromiseView }>): Promise<void> {
      const { kind, clock: promise } = news;
      if (kind === 'warned') await warn(tx, lead, promise);
      if (kind === 'late') for (const audience of news.audiences) await step(tx, lead, promise, audience, 0);
      if (kind === 'resumed') await tellResumed(tx, lead, promise);
      if (kind === 'step') await step(tx, lead, promise, news.audience, news.level);
    },

    /** Each morning, to each of those who hear of late leads: what is late now. */
    async tellStillLate(
      tx: Tx,
      { workspaceId, day, clocks }: Extract<LeadNews, { kind: 'still-late' }>,
    ): Promise<void> {
      const told = new Set<string>();
      for (const promise of clocks)
        for (const person of await thoseWhoAnswer(tx, workspaceId, promise)) told.add(person);
      for (const person of told) {
        const key = `late-digest:${workspaceId}:${day}:${person}`;
        const at = clock.now();
        await notify(tx, {
          key,
          workspaceId,
          recipient: { person },
          kind: 'lead.late-digest',
          subject: workspaceId,
          at,
        });
      }
    },

    thoseWhoAnswer,
  };

  async function step(tx: Tx, lead: Lead, promise: PromiseView, audience: Audience, level: number): Promise<void> {
    if (audience === 'owner') await warn(tx, lead, promise, level);
    if (audience === 'hand') await offerHand(tx, lead, promise, level);
    if (audience === 'team')
      await tell(
        tx,
        lead,
        keyOf('late', lead, promise, level),
        LATE[promise.kind],
        inChannel(lead),
        timeOf(promise, level),
      );
    if (audience === 'manager') await tellManagers(tx, lead, promise, level);
  }

  /** The owner's DM first; a lead without an owner, or whose owner is off shift, in the card's thread. */
  async function warn(tx: Tx, lead: Lead, promise: PromiseView, level = 0): Promise<void> {
    const now = clock.now();
    if (lead.owner !== undefined && (await people.isOnShift(tx, lead.owner.personId, now))) {
      const person = lead.owner.personId;
      await tell(tx, lead, keyOf('warning', lead, promise, level), DUE[promise.kind], { person }, now);
    } else if (promise.kind === 'first-contact' && level === 0) {
      await tell(tx, lead, unclaimedWarningKey(lead), 'lead.unclaimed', inChannel(lead), now);
    }
  }

  /** All promises of a lead wake at once: its owner hears of it once. */
  async function tellResumed(tx: Tx, lead: Lead, { pausedUntil = clock.now() }: PromiseView): Promise<void> {
    if (lead.owner === undefined) return;
    const recipient = { person: lead.owner.personId };
    const key = `resumed:${roundOf(lead)}:${pausedUntil}`;
    const { id: subject, workspaceId } = lead;
    await notify(tx, { key, workspaceId, recipient, kind: 'lead.resumed', subject, at: pausedUntil });
  }

  /** Only somebody who has it and is there can hand it over. */
  async function offerHand(tx: Tx, lead: Lead, promise: PromiseView, level: number): Promise<void> {
    const now = clock.now();
    if (lead.owner === undefined || !(await people.isOnShift(tx, lead.owner.personId, now))) return;
    const person = lead.owner.personId;
    await tell(tx, lead, keyOf('hand', lead, promise, level), 'lead.hand', { person }, now);
  }

  async function tellManagers(tx: Tx, lead: Lead, promise: PromiseView, level: number): Promise<void> {
    for (const person of await thoseWhoAnswer(tx, lead.workspaceId, promise)) {
      const key = `${keyOf('late', lead, promise, level)}:${person}`;
      await tell(tx, lead, key, LATE_FOR_MANAGER[promise.kind], { person }, timeOf(promise, level));
    }
  }

  async function thoseWhoAnswer(read: Db | Tx, workspaceId: string, promise: PromiseView): Promise<readonly string[]> {
    const named = await people.present(read, promise.policy.lateTo);
    return named.length > 0 ? named : people.managersOf(read, workspaceId, 'sales');
  }

  /** What was told at the due time bears it; later steps are told when they come. */
  function timeOf(promise: PromiseView, level: number): Instant {
    return level === 0 ? promise.dueAt : clock.now();
  }

  function tell(
    tx: Tx,
    lead: Lead,
    key: string,
    kind: string,
    recipient: { person: string } | { channel: string },
    at: Instant,
  ): Promise<void> {
    return notify(tx, { key, workspaceId: lead.workspaceId, recipient, kind, subject: lead.id, at });
  }
}

/** Kinds of notices. The first contact's are older than the other promises. */
const DUE = {
  'first-contact': 'lead.warning',
  'follow-up': 'lead.follow-up-due',
  outcome: 'lead.outcome-due',
} as const satisfies Record<PromiseView['kind'], string>;
const LATE = {
  'first-contact': 'lead.late',
  'follow-up': 'lead.follow-up-late',
  outcome: 'lead.outcome-late',
} as const satisfies Record<PromiseView['kind'], string>;
const LATE_FOR_MANAGER = {
  'first-contact': 'lead.late-for-manager',
  'follow-up': 'lead.follow-up-late-for-manager',
  outcome: 'lead.outcome-late-for-manager',
} as const satisfies Record<PromiseView['kind'], string>;

/** The same key is told once: one for each round, promise and step. */
function keyOf(what: string, lead: Lead, { kind }: PromiseView, level: number): string {
  const promise = kind === 'first-contact' ? '' : `:${kind}`;
  return `${what}:${roundOf(lead)}${promise}${level === 0 ? '' : `:step-${level}`}`;
}

const inChannel = (lead: Lead): { channel: string } => ({ channel: lead.channelId });
