import { DAY, type Instant } from '../../core/instants.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Changing } from '../changing-service.ts';
import * as journal from '../journal-store.ts';
import type { Lead } from '../lead.ts';
import * as outcomes from '../outcomes/outcomes.ts';
import type { LeadActor, LeadsDeps, Outcome } from '../ports-service.ts';
import * as leadStore from '../store.ts';
import { createTelling, QUESTION, questionJobKey } from '../telling-service.ts';
import { move, refuse } from '../transitions.ts';
import {
  agreement,
  askedUntil,
  type QuestionRefusal,
  sidesOf,
  standingChoices,
  standingRejection,
  type Verdict,
} from './question.ts';
import * as store from './question-store.ts';

/** What came of a manager's choice. */
export type ChoiceOutcome =
  | { readonly kind: 'chosen'; readonly lead: Lead }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-deciding'; readonly lead: Lead }
  | { readonly kind: 'settled'; readonly lead: Lead };

/** Recourse of marketing against a rejection: asked once, decided by the managers of both teams together (1d). */
export function createQuestioning(deps: LeadsDeps, { change, write }: Changing) {
  const { database, clock, people, promises, jobs, undoFor, cancelNotices } = deps;
  const telling = createTelling(deps);

  return {
    /** Why somebody cannot question the rejection that is entry `seq`; undefined if they can. */
    questionObjection: (actor: LeadActor, lead: Lead, seq: number) => objection(database.db, actor, lead, seq),

    question: (actor: LeadActor, leadId: string, seq: number, note: string): Promise<Outcome<QuestionRefusal>> =>
      change<QuestionRefusal>(
        actor,
        leadId,
        async (tx, lead) => {
          const why = await objection(tx, actor, lead, seq);
          return why === undefined
            ? move(lead, { kind: 'questioned', rejection: seq, note }, actor.id, {})
            : refuse(why);
        },
        async (tx, lead) => {
          const asked = { seq, askedBy: actor.id, askedAt: clock.now() };
          await store.openQuestion(tx, { leadId, workspaceId: lead.workspaceId, ...asked });
          await telling.tellQuestion(tx, lead, asked);
        },
      ),

    /** Takes back the question about entry `seq`: for a minute, and before any manager has chosen. */
    undoQuestion: (actor: LeadActor, leadId: string, seq: number) =>
      change<{ readonly kind: 'too-late' }>(
        actor,
        leadId,
        async (tx, lead, now) => {
          const asked = await store.findQuestion(tx, leadId, seq);
          const isTheirs = asked?.state === 'open' && asked.askedBy === actor.id && asked.choices.length === 0;
          if (!isTheirs || now - asked.askedAt > undoFor) return refuse({ kind: 'too-late' });
          return move(lead, { kind: 'question-undone', rejection: seq }, actor.id, {});
        },
        async (tx, lead) => {
          const asked = await store.findQuestion(tx, leadId, seq);
          await store.settleQuestion(tx, { leadId, seq }, 'taken-back', clock.now());
          if (asked !== undefined) await cancelNotices(tx, await telling.questionKeys(tx, lead, asked));
        },
      ),

    /**
     * Writes down what the manager of a side finds, or takes it back (`undefined`); somebody who manages both speaks for both.
     * Nothing follows for a minute, so that a slip can be mended.
     */
    choose: (actor: LeadActor, leadId: string, seq: number, verdict: Verdict | undefined): Promise<ChoiceOutcome> =>
      database.transaction((tx) => choose(tx, actor, { leadId, seq }, verdict)),

    /** Carries out what both sides have found. Answers when to look again, if it can still be taken back. */
    async settleQuestion(leadId: string, seq: number): Promise<Instant | undefined> {
      for (;;) {
        const done = await database
          .transaction((tx) => settle(tx, { leadId, seq }))
          .catch((error: unknown) => {
            if (error instanceof ChangedMeanwhile) return undefined;
            throw error;
          });
        if (done !== undefined) return done.again;
      }
    },
  };

  async function objection(
    read: Parameters<typeof store.findQuestion>[0],
    actor: LeadActor,
    lead: Lead,
    seq: number,
  ): Promise<QuestionRefusal | undefined> {
    if (!actor.teams.includes('marketing') && !actor.manages.includes('marketing')) return { kind: 'not-marketing' };
    const asked = await store.findQuestion(read, lead.id, seq);
    if (asked !== undefined && asked.state !== 'taken-back') return { kind: 'questioned-already' };
    const said = standingRejection(lead, await journal.listEvents(read, lead));
    if (said?.seq !== seq) return { kind: 'not-rejected' };
    const promise = await promises.clockOfLead(read, lead.id);
    const until = askedUntil(promise?.policy.calendar, said.at);
    return clock.now() < until ? undefined : { kind: 'question-late', until };
  }

  async function choose(tx: Tx, actor: LeadActor, its: Its, verdict: Verdict | undefined): Promise<ChoiceOutcome> {
    const lead = await leadStore.findLead(tx, its.leadId);
    if (lead?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
    const sides = sidesOf(actor);
    if (sides.length === 0) return { kind: 'not-deciding', lead };
    // Of two who choose at the same moment the second reads what the first has written.
    const isOpen = await store.holdOpen(tx, its);
    const question = await store.findQuestion(tx, its.leadId, its.seq);
    if (question === undefined) return { kind: 'not-found' };
    if (!isOpen) return { kind: 'settled', lead };
    if (actor.gesture !== undefined && (await store.isKnownGesture(tx, actor.gesture))) return { kind: 'chosen', lead };
    const standing = standingChoices(question.choices);
    const changed = sides.filter((side) => standing[side]?.verdict !== verdict);
    for (const [place, side] of changed.entries()) {
      const choice = { side, by: actor.id, verdict, at: clock.now() };
      await store.insertChoice(tx, its, question.choices.length + place + 1, choice, actor.gesture);
    }
    if (changed.length > 0) await enqueueSettling(tx, its, clock.now() + undoFor);
    return { kind: 'chosen', lead };
  }

  function enqueueSettling(tx: Tx, its: Its, runAt: Instant): Promise<void> {
    return jobs.enqueue(tx, { kind: QUESTION, key: questionJobKey(its), payload: its, runAt, mode: 'latest' });
  }

  /** Throws ChangedMeanwhile, which takes back what was written of it. */
  async function settle(tx: Tx, its: Its): Promise<{ again: Instant | undefined }> {
    const found = await agreed(tx, its);
    const lead = found && (await leadStore.findLead(tx, its.leadId));
    if (found === undefined || lead === undefined) return { again: undefined };
    const now = clock.now();
    if (now < found.since + undoFor) return { again: found.since + undoFor };
    const { kind, sales, marketing } = found;
    // The lead first, as with every other change, or two of them could wait for each other.
    const entry = { kind, rejection: its.seq, sales, marketing } as const;
    const decided = await written(tx, lead, move<never>(lead, entry, undefined, {}));
    const isOpen = await store.holdOpen(tx, its);
    if (!isOpen || (await agreed(tx, its))?.since !== found.since) throw new ChangedMeanwhile('A choice was changed');
    await store.settleQuestion(tx, its, kind, now);
    if (kind === 'overturned') {
      await written(tx, decided, outcomes.comeBack(decided, await whoGets(tx, decided, now), now));
    }
    await telling.tellSettled(tx, decided, its.seq);
    return { again: undefined };
  }

  /** What both sides have found of an open question, by whom and since when. */
  async function agreed(tx: Tx, { leadId, seq }: Its) {
    const question = await store.findQuestion(tx, leadId, seq);
    const { choices = [], state } = question ?? {};
    const { sales, marketing } = standingChoices(choices);
    const found = agreement(choices);
    if (state !== 'open' || found === undefined || sales === undefined || marketing === undefined) return undefined;
    const kind: 'upheld' | 'overturned' = found.verdict === 'uphold' ? 'upheld' : 'overturned';
    return { kind, since: found.since, sales: sales.by, marketing: marketing.by };
  }

  /** Its owner; or everybody, if they are away while others are there. */
  async function whoGets(tx: Tx, { owner, workspaceId }: Lead, now: Instant): Promise<string | undefined> {
    if (owner === undefined || !(await people.sells(tx, owner.personId))) return undefined;
    const theirs = await people.nextShift(tx, owner.personId, now);
    const others = await people.nextShiftOf(tx, workspaceId, 'sales', now);
    const isAway = theirs === undefined || (others !== undefined && theirs - others > DAY);
    return isAway ? undefined : owner.personId;
  }

  async function written(tx: Tx, lead: Lead, decision: ReturnType<typeof outcomes.comeBack>): Promise<Lead> {
    const moved = decision.kind === 'move' ? await write(tx, lead, decision.to) : undefined;
    if (moved === undefined) throw new ChangedMeanwhile('The lead has changed since it was read');
    return moved;
  }
}

/** A question, by the lead and the entry of its journal that it is about. */
interface Its {
  readonly leadId: string;
  readonly seq: number;
}

/** It is looked at anew. */
class ChangedMeanwhile extends Error {}
