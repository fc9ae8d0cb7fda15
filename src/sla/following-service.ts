import { nextOpening } from '../core/business-hours.ts';
import { type Instant, SECOND } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { Beginning } from './beginning-service.ts';
import { firstMatch, hasOwnHours } from './choosing.ts';
import { endPauses, writePause } from './pauses-store.ts';
import * as policies from './policies-store.ts';
import type { LeadChange, SlaParts } from './ports-service.ts';
import { isOpenClock, type Policy, type SlaClock } from './promise.ts';
import type { Running } from './running-service.ts';
import * as store from './store.ts';
import { continued, ownHours, ruledIn } from './stretches.ts';

/** Entries with which a lead comes to sales. */
const BEGINNINGS = ['received', 'announced', 'let-through'];
/** Entries of a lead's journal that say how work on it goes on or ends. */
const OUTCOMES = ['qualified', 'deal', 'won', 'lost', 'rejected'];
/** Those that say whose it is. */
const HANDS = ['claimed', 'assigned', 'released', 'release-undone', 'returned'];

/** For so long a process remembers that no promise goes by the hours of owners, so that a claim need not ask. */
const REMEMBERED_FOR = 30 * SECOND;

/** What changes of leads do to their clocks. */
export function createFollowing({ clock, factsOf, calendarOf }: SlaParts, running: Running, { begin }: Beginning) {
  const { start, stop, cancel, resume, retime } = running;
  const ownersMatter = new Map<string, { readonly answer: boolean; readonly at: Instant }>();

  return {
    /**
     * Follows the journal of leads. An arrival starts the first-touch clock, or what lets a held lead through; and a return from the shelf that of the next
     * round (2.1.12); a contact or an outcome stops it (2.1.13). After a contact the prospect is to be tried again, and an
     * outcome is due. What turns out to be no lead has no promise to keep (1e). A claim redirects notices and never stops a
     * clock; in the hours of whoever claims it goes on only where a promise says so (2.1.9). Test leads have no clock.
     */
    async follow(tx: Tx, entry: LeadChange): Promise<void> {
      const { kind, leadId, at, isTest, change } = entry;
      if (isTest) return;
      if (BEGINNINGS.includes(kind) && !change.isHeld) await arrive(tx, entry, 1);
      if (kind === 'returned') await arrive(tx, entry, change.round ?? 1);
      if (HANDS.includes(kind)) await changeHands(tx, entry);
      if (kind === 'outcome-undone') await takeBack(tx, entry);
      if (kind === 'paused' && change.pause !== undefined)
        await pause(tx, leadId, { from: at, until: change.until ?? at, kind: change.pause });
      if (kind === 'resumed') await wake(tx, leadId, at);
      if (change.isCounted === false) await cancelAll(tx, leadId, at);
      else if (OUTCOMES.includes(kind)) await stopAll(tx, leadId, at);
      else if (kind === 'contacted') await contacted(tx, entry);
    },

    /** The next claim asks anew. */
    forgetHours: (workspaceId: string) => void ownersMatter.delete(workspaceId),
  };

  async function arrive(tx: Tx, { workspaceId, leadId, at, change }: LeadChange, cycle: number): Promise<void> {
    // What it waited for belongs to the round before.
    if (cycle > 1) await endPauses(tx, leadId, at);
    const all = await policies.listPolicies(tx, workspaceId);
    const policy = await chosen(tx, all, leadId);
    if (policy === undefined) return;
    const { current } = policy;
    // The rule that brought it holds for later rounds as well.
    const before = cycle > 1 ? await store.clocksOfRound(tx, leadId) : [];
    const ruled = change.calendar ?? before[0]?.stretches.at(-1)?.ruled;
    const rule = ruled === undefined || hasOwnHours(policy, all) ? {} : { ruled };
    const stretches = [{ from: at, calendar: ownHours(current, rule), ...rule }];
    await start(tx, { leadId, kind: 'first-contact', cycle, at, stretches, target: current.target, policy });
  }

  /** The first that is for this lead. Where there is but one, nobody need look at the lead. */
  async function chosen(tx: Tx, all: readonly Policy[], leadId: string): Promise<Policy | undefined> {
    return all.length < 2 ? all[0] : firstMatch(all, (await factsOf?.(tx, leadId)) ?? {});
  }

  /** A contact keeps the first promise, and begins the others; whoever has been spoken to need not be tried again. */
  async function contacted(tx: Tx, { leadId, at, change }: LeadChange): Promise<void> {
    const isSpokenTo = change.how === 'reached' || change.how === 'met';
    if (isSpokenTo) await wake(tx, leadId, at);
    const round = await store.clocksOfRound(tx, leadId);
    const [first] = round;
    if (first === undefined) return;
    const isFirst = first.kind === 'first-contact' && isOpenClock(first);
    if (isFirst) await stop(tx, first, madeAt(first, change.happenedAt ?? at, at));
    const trying = round.find(({ kind }) => kind === 'follow-up');
    if (trying !== undefined && isOpenClock(trying)) {
      await store.countAttempt(tx, trying.id);
      if (isSpokenTo || trying.attempts + 1 >= trying.policy.attempts) await stop(tx, trying, at);
    }
    if (isFirst) await begin(tx, first, at, { isSpokenTo, attempts: 1 });
  }

  async function stopAll(tx: Tx, leadId: string, at: Instant): Promise<void> {
    for (const one of await store.clocksOfRound(tx, leadId)) await stop(tx, one, at);
  }

  /** It was never a promise to anybody: it counts neither as kept nor as broken, however it stood. */
  async function cancelAll(tx: Tx, leadId: string, at: Instant): Promise<void> {
    for (const one of await store.clocksOfRound(tx, leadId)) await cancel(tx, one, at);
  }

  /** An outcome was taken back: each promise that it ended stands as it did before. */
  async function takeBack(tx: Tx, { leadId, at, change }: LeadChange): Promise<void> {
    for (const one of await store.clocksOfRound(tx, leadId))
      if (one.state === 'cancelled' || wasEndedBy(change, one)) await resume(tx, one, at);
  }

  /** Whose the lead is now: what they put off doesn't bind the next one, and perhaps other hours count. */
  async function changeHands(tx: Tx, { kind, leadId, workspaceId, at, by, change }: LeadChange): Promise<void> {
    const isNew = kind === 'claimed';
    if (!isNew && (await endPauses(tx, leadId, at, 'snooze'))) await retimeAll(tx, leadId, at);
    if (calendarOf === undefined || !(await ownersDecide(tx, workspaceId))) return;
    const owner = isNew ? by : change.to;
    for (const one of await store.clocksOfRound(tx, leadId)) {
      if (one.policy.calendarOf !== 'owner' || !isOpenClock(one)) continue;
      const theirs =
        owner === undefined ? ownHours(one.policy, ruledIn(one.stretches)) : await calendarOf(tx, workspaceId, owner);
      // Nothing would ever be due in the hours of somebody who has none.
      if (nextOpening(theirs, at) === undefined) continue;
      await retime(
        tx,
        one,
        { ...one, stretches: continued(one.stretches, { from: at, calendar: theirs, of: owner }) },
        at,
      );
    }
  }

  async function ownersDecide(read: Db | Tx, workspaceId: string): Promise<boolean> {
    const known = ownersMatter.get(workspaceId);
    const now = clock.now();
    if (known !== undefined && Math.abs(now - known.at) < REMEMBERED_FOR) return known.answer;
    const answer = await policies.followsOwners(read, workspaceId);
    ownersMatter.set(workspaceId, { answer, at: now });
    return answer;
  }

  async function pause(tx: Tx, leadId: string, pausing: Parameters<typeof writePause>[2]): Promise<void> {
    await endPauses(tx, leadId, pausing.from);
    await writePause(tx, leadId, pausing);
    await retimeAll(tx, leadId, pausing.from);
  }

  /** Ends a pause before its time. */
  async function wake(tx: Tx, leadId: string, at: Instant): Promise<void> {
    if (await endPauses(tx, leadId, at)) await retimeAll(tx, leadId, at);
  }

  async function retimeAll(tx: Tx, leadId: string, at: Instant): Promise<void> {
    for (const one of await store.clocksOfRound(tx, leadId)) if (isOpenClock(one)) await retime(tx, one, one, at);
  }
}

/** A contact that another system tells late was in time if it was made in time; what has been told as late stays late. */
const madeAt = ({ state, startedAt }: SlaClock, happenedAt: Instant, at: Instant): Instant =>
  state === 'running' ? Math.min(Math.max(happenedAt, startedAt), at) : at;

/** Whether this outcome ended the promise, and not a contact before it, which may have been made in the same moment. */
function wasEndedBy({ isUntouched, isSpokenTo, saidAt }: LeadChange['change'], one: SlaClock): boolean {
  if (one.kind === 'first-contact') return isUntouched === true;
  const isKept = one.kind === 'follow-up' && (isSpokenTo === true || one.attempts >= one.policy.attempts);
  return !isKept && one.stoppedAt !== undefined && one.stoppedAt === saidAt;
}
