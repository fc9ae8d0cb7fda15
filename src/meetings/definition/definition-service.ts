import type { Instant } from '../../core/instants.ts';
import { readyWord } from '../../core/lead-definition.ts';
import { seenAs } from '../../core/seen-as.ts';
import { sidesOf } from '../../core/sides.ts';
import { SIDES, type Side } from '../../core/verdict.ts';
import type { Tx } from '../../platform/db/database.ts';
import { newUnsignedSecret, tokenOf, unsignedId } from '../../platform/unsigned.ts';
import type { Meeting } from '../meeting.ts';
import { findMeeting } from '../meetings-store.ts';
import { type MeetingActor, type MeetingsDeps, mayDecide } from '../ports-service.ts';
import type { MeetingTelling } from '../telling-service.ts';
import { type KeptAnswer, listAnswers, writeAnswers } from './answers-store.ts';
import {
  type DefinitionCheck,
  type DefinitionRefusal,
  LEAST_SHOWN,
  type OwnAnswer,
  type Said,
  withSafeSides,
} from './definition.ts';
import * as store from './definition-store.ts';

export type Answered =
  | { readonly kind: 'kept' }
  /** They have said something else since they opened the form. */
  | ({ readonly kind: 'meanwhile' } & OwnAnswer)
  | { readonly kind: 'refused'; readonly why: DefinitionRefusal };

export type Agreed =
  | { readonly kind: 'agreed' | 'meanwhile'; readonly check: DefinitionCheck }
  | { readonly kind: 'refused'; readonly why: DefinitionRefusal };

export type DefinitionChecks = ReturnType<typeof createDefinitionChecks>;

/**
 * The definition check of a monthly meeting: until it begins both teams say when a lead is ready for sales, without their names, and then
 * it is shown at once how far they are apart.
 *
 * Nothing but the answers changes in the database when somebody answers, and no draft of an answer is kept: whoever looks there, in its
 * jobs or in what people see, can't tell who has answered, nor when. So nobody is reminded either.
 */
export function createDefinitionChecks(
  { database, clock, random, secrets, rules, people }: MeetingsDeps,
  telling: MeetingTelling,
) {
  const { db } = database;

  return {
    /** In the transaction that prepares a meeting. */
    async open(tx: Tx, { id: meetingId, workspaceId, meetsAt }: Meeting): Promise<void> {
      const { words, definition } = await rules.read(tx, workspaceId);
      const [sales, marketing] = await Promise.all(SIDES.map((side) => people.members(tx, workspaceId, side)));
      await store.insertCheck(tx, {
        meetingId,
        workspaceId,
        word: readyWord(words),
        before: definition,
        // Of a team of two it would be known in the database who has said what.
        isSplit: [sales, marketing].every((members) => (members ?? []).length >= LEAST_SHOWN),
        state: 'open',
        secret: secrets.seal(newUnsignedSecret(random)),
        agreed: undefined,
        agreedTurns: 0,
      });
      await telling.showDefinition(tx, { id: meetingId, meetsAt });
    },

    /** What the form shows. */
    async form(actor: MeetingActor, meetingId: string): Promise<OwnAnswer | DefinitionRefusal> {
      const check = await store.findCheck(db, meetingId);
      if (check?.workspaceId !== actor.workspaceId) return 'not-found';
      if (!mayDecide(actor)) return 'not-in-teams';
      return check.state === 'open' ? ownIn(check, await listAnswers(db, meetingId), actor) : 'over';
    },

    /** Says it, or says it differently; `seen` names what they had said when they opened the form. */
    answer: (actor: MeetingActor, meetingId: string, seen: string, said: Said): Promise<Answered> =>
      database.transaction(async (tx): Promise<Answered> => {
        const known = await store.findCheck(tx, meetingId);
        if (known?.workspaceId !== actor.workspaceId) return { kind: 'refused', why: 'not-found' };
        if (!mayDecide(actor)) return { kind: 'refused', why: 'not-in-teams' };
        const check = await store.holdOpenCheck(tx, meetingId);
        if (check === undefined) return { kind: 'refused', why: 'over' };
        const all = await listAnswers(tx, meetingId);
        const before = ownIn(check, all, actor);
        // Slack has delivered it again.
        if (before.seen === namedAs(said)) return { kind: 'kept' };
        if (before.seen !== seen) return { kind: 'meanwhile', ...before };
        const side = check.isSplit ? sideOf(actor) : undefined;
        const mine = { ...said, id: answerId(check, actor.id), side };
        const after = [...all.filter(({ id }) => id !== mine.id), mine];
        await writeAnswers(tx, meetingId, after);
        const meeting = await findMeeting(tx, meetingId);
        // Too few had answered when it began: it is shown with the first that makes them enough.
        if (meeting !== undefined && meeting.meetsAt <= clock.now() && after.length >= LEAST_SHOWN) {
          await show(tx, check, after);
        }
        return { kind: 'kept' };
      }),

    /** Shows what was said as soon as the meeting begins; answers when to look again. */
    showAtTime: (meetingId: string, settle: (tx: Tx) => Promise<void>): Promise<Instant | undefined> =>
      database.transaction(async (tx) => {
        const check = await store.holdOpenCheck(tx, meetingId);
        const meeting = await findMeeting(tx, meetingId);
        if (check === undefined || meeting === undefined) return undefined;
        if (meeting.meetsAt > clock.now()) return meeting.meetsAt;
        const answers = await listAnswers(tx, meetingId);
        if (answers.length >= LEAST_SHOWN) await show(tx, check, answers);
        await settle(tx);
        return undefined;
      }),

    /** Its meeting is over: what can be shown is, and nobody can tell any more whose it was; else nothing of it is kept. */
    async conclude(tx: Tx, meetingId: string, { isCalledOff }: { readonly isCalledOff: boolean }): Promise<void> {
      const check = await store.holdOpenCheck(tx, meetingId);
      if (check === undefined) return;
      const answers = await listAnswers(tx, meetingId);
      if (!isCalledOff && answers.length >= LEAST_SHOWN) return show(tx, check, answers);
      await writeAnswers(tx, meetingId, []);
      await end(tx, check, 'dropped');
    },

    /** What was shown looks different, or its channel can be used again. */
    async redraw(tx: Tx, meetingId: string): Promise<void> {
      if ((await store.findCheck(tx, meetingId))?.state === 'shown') await telling.definition(tx, meetingId);
    },

    /** Nothing tells any more whose an answer was: for one whose secret is there although it is over. */
    async seal(tx: Tx, meetingId: string): Promise<void> {
      const check = await store.findCheck(tx, meetingId);
      if (check === undefined) return;
      const answers = await listAnswers(tx, meetingId);
      if (check.state === 'shown') return show(tx, check, answers);
      await writeAnswers(tx, meetingId, []);
      await end(tx, check, 'dropped');
    },

    /** What both teams agree on from now on: it holds for every lead, and stands where what they agreed on stands. */
    agree: (actor: MeetingActor, meetingId: string, seen: number, text: string): Promise<Agreed> =>
      database.transaction(async (tx): Promise<Agreed> => {
        const check = await store.findCheck(tx, meetingId);
        if (check?.workspaceId !== actor.workspaceId) return { kind: 'refused', why: 'not-found' };
        if (!mayDecide(actor)) return { kind: 'refused', why: 'not-in-teams' };
        if ((await findMeeting(tx, meetingId))?.closedAt !== undefined) return { kind: 'refused', why: 'over' };
        if (!(await store.agreeOn(tx, { meetingId, seen, text, by: actor.id }))) {
          const now = (await store.findCheck(tx, meetingId)) ?? check;
          const isTheirs = now.agreed?.by === actor.id && now.agreed.text === text;
          return { kind: isTheirs ? 'agreed' : 'meanwhile', check: now };
        }
        await rules.change(tx, actor.workspaceId, (before) => ({ ...before, definition: text }));
        await telling.definition(tx, meetingId);
        const agreed = { text, by: actor.id };
        return { kind: 'agreed', check: { ...check, agreed, agreedTurns: seen + 1 } };
      }),

    /** What there is to agree about; of a meeting that goes on. */
    async agreeing(actor: MeetingActor, meetingId: string): Promise<DefinitionCheck | DefinitionRefusal> {
      const check = await store.findCheck(db, meetingId);
      if (check?.workspaceId !== actor.workspaceId) return 'not-found';
      if (!mayDecide(actor)) return 'not-in-teams';
      return (await findMeeting(db, meetingId))?.closedAt === undefined ? check : 'over';
    },
  };

  /** What only this person's answer is called. */
  function answerId({ secret }: store.KeptCheck, personId: string): string {
    if (secret === undefined) throw new Error('An open check has no secret');
    return unsignedId(tokenOf(secrets.open(secret), personId), ANSWER);
  }

  function ownIn(check: store.KeptCheck, all: readonly KeptAnswer[], actor: MeetingActor): OwnAnswer {
    const id = answerId(check, actor.id);
    const own = all.find((one) => one.id === id);
    return { check, own, seen: own === undefined ? '' : namedAs(own) };
  }

  async function show(tx: Tx, check: store.KeptCheck, answers: readonly KeptAnswer[]): Promise<void> {
    await writeAnswers(tx, check.meetingId, withSafeSides(answers));
    await end(tx, check, 'shown');
    await telling.definition(tx, check.meetingId);
  }

  async function end(tx: Tx, check: store.KeptCheck, state: 'shown' | 'dropped'): Promise<void> {
    await store.endCheck(tx, check.meetingId, state);
    await store.destroySecret(tx, check);
    await telling.scrub(tx, check.meetingId);
    await telling.parent(tx, check.meetingId);
  }
}

/** Each person gives one. */
const ANSWER = 'definition';

const namedAs = ({ words, needs }: Said): string => seenAs(`${words}\n${needs.toSorted().join()}`);

/** For which team somebody answers. */
function sideOf({ id, teams, manages }: MeetingActor): Side | undefined {
  const theirs = SIDES.filter((side) => teams.includes(side) || manages.includes(side));
  return sidesOf([{ personId: id, teams: theirs }])[0]?.side;
}
