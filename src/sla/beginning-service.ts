import { nextOpening } from '../core/business-hours.ts';
import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { createCatchingUp } from './catching-up-service.ts';
import { type Further, furtherPromises, type Touch } from './further.ts';
import { listPauses } from './pauses-store.ts';
import * as policies from './policies-store.ts';
import type { LeadInTouch, SlaParts } from './ports-service.ts';
import { deadlines, isOpenClock, type PolicyVersion, type SlaClock } from './promise.ts';
import type { Running } from './running-service.ts';
import * as store from './store.ts';
import { ownHours, ruledIn, type Stretch } from './stretches.ts';

/** A promise that an edit would begin on a lead that was contacted before it. */
export interface Owed {
  readonly leadId: string;
  readonly kind: SlaClock['kind'];
  readonly dueAt: Instant;
}

/** So many leads are asked about at once. */
const AT_ONCE = 200;

export type Beginning = ReturnType<typeof createBeginning>;

/** The promises that begin with a first contact. */
export function createBeginning({ database, clock, calendarOf, inTouch, jobs, tell }: SlaParts, running: Running) {
  const { catchUp } = createCatchingUp({ jobs }, running);

  return {
    /** Begins them, at the first contact. */
    async begin(tx: Tx, first: SlaClock, at: Instant, touch: Touch): Promise<void> {
      const policy = await termsOf(tx, first);
      const calendar = first.stretches.at(-1)?.calendar ?? policy.calendar;
      const further = furtherPromises(policy, calendar, at, touch);
      if (further.length === 0) return;
      const pauses = await listPauses(tx, first.leadId);
      const stretches = [{ from: at, calendar, ...ruledIn(first.stretches) }];
      for (const one of further)
        await running.start(tx, {
          ...roundOf(first),
          ...one,
          at,
          stretches,
          policy: { ...first, current: policy },
          pauses,
        });
    },

    /** Which promises these terms add to open leads that were contacted before anybody promised so much; at most about so many. */
    async owed(read: Db | Tx, workspaceId: string, terms: PolicyVersion, most: number): Promise<readonly Owed[]> {
      const owed: Owed[] = [];
      for (const leadId of await candidates(read, workspaceId, terms)) {
        const found = await owedBy(read, leadId, terms, await inTouch?.look(read, leadId));
        if (found === undefined) continue;
        const { stretches, pauses, further } = found;
        for (const { kind, target } of further) {
          const { dueAt } = deadlines({ kind, target, stretches, policy: terms }, pauses);
          owed.push({ leadId, kind, dueAt });
        }
        if (owed.length > most) break;
      }
      return owed;
    },

    /** Begins those: each lead in a transaction of its own, so that nobody waits long for it. */
    async beginOwed(workspaceId: string, terms: PolicyVersion): Promise<void> {
      for (const leadId of await candidates(database.db, workspaceId, terms))
        await database.transaction((tx) => beginOn(tx, leadId, terms));
    },
  };

  /** As the promise stood when the lead came; but what became late under it goes on as was asked for open leads since. */
  async function termsOf(read: Tx, { state, policy }: SlaClock): Promise<PolicyVersion> {
    return (state === 'late' ? await policies.heldForOpen(read, policy) : undefined) ?? policy;
  }

  /** Leads that lack something of it, as far as their clocks tell. */
  async function candidates(read: Db | Tx, workspaceId: string, terms: PolicyVersion): Promise<readonly string[]> {
    if (inTouch === undefined || (terms.followUpDays === undefined && terms.outcomeDays === undefined)) return [];
    const open = await inTouch.list(read, workspaceId);
    const found: string[] = [];
    for (let from = 0; from < open.length; from += AT_ONCE) {
      const ids = open.slice(from, from + AT_ONCE);
      const byLead = Map.groupBy(await store.everyClockOf(read, ids), ({ leadId }) => leadId);
      found.push(...ids.filter((id) => firstBefore(terms, latestRound(byLead.get(id) ?? [])) !== undefined));
    }
    return found;
  }

  async function beginOn(tx: Tx, leadId: string, terms: PolicyVersion): Promise<void> {
    const found = await owedBy(tx, leadId, terms, await inTouch?.hold(tx, leadId));
    if (found === undefined) return;
    const now = clock.now();
    const { first, at, stretches, pauses, further } = found;
    for (const one of further) {
      const policy = { ...first, current: terms };
      const begun = await running.start(tx, { ...roundOf(first), ...one, at, now, stretches, policy, pauses });
      if (begun === undefined) continue;
      await catchUp(tx, begun, pauses, now);
      await tell(tx, { kind: 'moved', clock: begun });
    }
  }

  async function owedBy(read: Db | Tx, leadId: string, terms: PolicyVersion, touch: LeadInTouch | undefined) {
    const round = touch === undefined ? [] : await store.clocksOfRound(read, leadId);
    const first = firstBefore(terms, round);
    const at = first?.stoppedAt;
    if (first === undefined || touch === undefined || at === undefined) return undefined;
    const stretches = [await hours(read, first, at, terms, touch)];
    const further = furtherPromises(terms, stretches[0]?.calendar ?? terms.calendar, at, touch).filter(
      ({ kind }) => !round.some((one) => one.kind === kind),
    );
    return { first, at, stretches, pauses: await listPauses(read, leadId), further };
  }

  /** Those of whoever has the lead now, where the promise goes by them: nobody knows any more who had it when. */
  async function hours(
    read: Db | Tx,
    { workspaceId, stretches }: SlaClock,
    from: Instant,
    terms: PolicyVersion,
    { ownerId }: LeadInTouch,
  ): Promise<Stretch> {
    const rule = ruledIn(stretches);
    const isOwners = terms.calendarOf === 'owner' && ownerId !== undefined;
    const theirs = isOwners ? await calendarOf?.(read, workspaceId, ownerId) : undefined;
    const isSound = theirs !== undefined && nextOpening(theirs, from) !== undefined;
    return isSound
      ? { from, calendar: theirs, of: ownerId, ...rule }
      : { from, calendar: ownHours(terms, rule), ...rule };
  }
}

/** The first contact that was made before these terms held, if something of them is missing. */
function firstBefore(terms: PolicyVersion, round: readonly SlaClock[]): SlaClock | undefined {
  const has = (kind: Further['kind']) => round.some((one) => one.kind === kind);
  const lacks =
    (terms.followUpDays !== undefined && !has('follow-up')) || (terms.outcomeDays !== undefined && !has('outcome'));
  return lacks ? round.find((one) => isContactedBefore(terms, one)) : undefined;
}

const isContactedBefore = ({ policyId, version }: PolicyVersion, one: SlaClock): boolean =>
  one.kind === 'first-contact' &&
  !isOpenClock(one) &&
  one.state !== 'cancelled' &&
  one.policy.policyId === policyId &&
  one.policy.version < version;

function latestRound(clocks: readonly SlaClock[]): readonly SlaClock[] {
  const round = Math.max(...clocks.map(({ cycle }) => cycle));
  return clocks.filter(({ cycle }) => cycle === round);
}

const roundOf = ({ leadId, cycle }: SlaClock) => ({ leadId, cycle });
