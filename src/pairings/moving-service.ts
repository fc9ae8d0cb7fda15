import { addDays, dateAt } from '../core/local-time.ts';
import type { PersonChange } from '../core/person-days.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { endBreak, findBreak, saveBreak } from './breaks-store.ts';
import { canMeet, type Pairing, type Part, type Run } from './pairing.ts';
import { findPairing, holdPairing, movePairing } from './pairings-store.ts';
import { findNewestPart, findPart, listOpenParts, listPartners, movePart } from './parts-store.ts';
import type { PairingActor, PairingDeps } from './ports-service.ts';
import { findRun } from './runs-store.ts';
import { ALONE, redrawTurns } from './telling-service.ts';

/** What came of doing something in a round. */
export type Moved =
  | { readonly kind: 'done' }
  /** It is another one's, or there is none. */
  | { readonly kind: 'not-yours' }
  /** It is too late for that, or things have changed. */
  | { readonly kind: 'not-now' };

/** What came of writing down what somebody learned. */
export type Learned =
  | { readonly kind: 'noted'; readonly isAnonymous: boolean }
  /** They have written something else down before, which stays. */
  | { readonly kind: 'noted-before' }
  | { readonly kind: 'too-many' }
  | Moved;

/** A pairing with one of its people, held until the end of the transaction. */
interface Held {
  readonly run: Run;
  readonly pairing: Pairing;
  readonly part: Part;
  readonly all: readonly Part[];
}

/** What makes somebody's card of a round one. */
const cardOf = ({ occurrenceId, personId }: Pick<Part, 'occurrenceId' | 'personId'>): string =>
  `pairing:${occurrenceId}:${personId}`;

const IN_WORDS = { skipped: 'not this time', alone: 'nobody was left to meet' } as const;

/** What people do in a round. Each press has one effect, however often it is delivered. */
export function createMoving(deps: PairingDeps) {
  const { database, clock, rituals, people, cards, notify } = deps;

  return {
    /** They have met; one of them says so for all. Also when the time has passed. */
    met: (actor: PairingActor, occurrenceId: string): Promise<Moved> =>
      inOne(actor, occurrenceId, async (tx, { pairing, part, all }) => {
        if (part.state !== 'in' || pairing.state === 'off') return { kind: 'not-now' };
        const now = clock.now();
        if (await movePairing(tx, pairing.id, ['open', 'over'], { state: 'met', at: now, by: actor.id })) {
          for (const slot of await slotsOf(tx, occurrenceId, all)) await rituals.answer(tx, slot, now);
          await redrawTurns(deps, tx, all);
        }
        return { kind: 'done' };
      }),

    /** Not this time: the others hear of it if nobody is left for them. */
    skip: (actor: PairingActor, occurrenceId: string): Promise<Moved> =>
      inOne(actor, occurrenceId, (tx, held) => skip(tx, actor, held)),

    /** They have time after all; `since` is when they skipped, as the message says. */
    comeBack: (actor: PairingActor, occurrenceId: string, since: number): Promise<Moved> =>
      inOne(actor, occurrenceId, async (tx, { run, pairing, part, all }) => {
        if (part.skippedAt !== since || part.state !== 'skipped')
          return { kind: part.state === 'in' ? 'done' : 'not-now' };
        if (clock.now() >= run.untilAt || pairing.state === 'met' || pairing.state === 'over')
          return { kind: 'not-now' };
        await movePart(tx, part, 'skipped', { state: 'in' });
        const left = await listPartners(tx, pairing.id);
        const isWhole = canMeet(left) && (await movePairing(tx, pairing.id, ['off'], { state: 'open' }));
        const back = isWhole ? left.filter(({ state }) => state === 'in') : [part];
        for (const slot of await slotsOf(tx, occurrenceId, back)) await rituals.unskip(tx, slot, clock.now());
        await redrawTurns(deps, tx, all);
        return { kind: 'done' };
      }),

    /** No partner for so many weeks, and not this time either. Without a round it is for what comes. */
    pause: (actor: PairingActor, occurrenceId: string | undefined, weeks: number): Promise<Moved> =>
      database.transaction(async (tx) => {
        const held = occurrenceId === undefined ? undefined : await hold(tx, actor, occurrenceId);
        const isTheirs = occurrenceId === undefined ? actor.teams.length > 0 : held !== undefined;
        if (!isTheirs) return { kind: 'not-yours' };
        const before = await findBreak(tx, actor.id);
        // Slack may deliver a press again when they have long taken part again.
        if (actor.gesture !== undefined && before?.gesture === actor.gesture) return { kind: 'done' };
        const untilOn = addDays(dateAt(clock.now(), actor.zone), weeks * 7);
        await saveBreak(tx, { personId: actor.id, workspaceId: actor.workspaceId, untilOn, gesture: actor.gesture });
        if (held?.part.state === 'in' && held.pairing.state === 'open') await skip(tx, actor, held);
        else if (held !== undefined) await redrawTurns(deps, tx, [held.part]);
        return { kind: 'done' };
      }),

    /** They want partners again; `untilOn` is the end of their break, as the message says. */
    endBreak: (actor: PairingActor, untilOn: string): Promise<Moved> =>
      database.transaction(async (tx) => {
        const today = dateAt(clock.now(), actor.zone);
        const rest = await findBreak(tx, actor.id);
        if (rest?.untilOn !== untilOn || rest.untilOn <= today) return { kind: 'done' };
        await endBreak(tx, actor.id, today);
        const part = await findNewestPart(tx, actor.id);
        if (part?.pairingId !== undefined) await redrawTurns(deps, tx, [part]);
        return { kind: 'done' };
      }),

    /** Whether they have written that down for a retro that isn't over, as far as that retro knows its cards. */
    hasLearned: (author: Pick<PairingActor, 'id' | 'workspaceId'>, occurrenceId: string): Promise<boolean> =>
      cards.hasWritten(author, cardOf({ occurrenceId, personId: author.id })),

    /** How they write down what they learned; or why they don't. */
    async learning(
      actor: PairingActor,
      occurrenceId: string,
    ): Promise<{ readonly kind: 'open'; readonly isAnonymous: boolean } | Exclude<Learned, { kind: 'noted' }>> {
      const refusal = await learnsNothing(database.db, actor, occurrenceId);
      if (refusal !== undefined) return refusal;
      const isWritten = await cards.hasWritten(actor, cardOf({ occurrenceId, personId: actor.id }));
      return isWritten
        ? { kind: 'noted-before' }
        : { kind: 'open', isAnonymous: (await cards.openRetro(actor)).isAnonymous };
    },

    /**
     * What they learned becomes a card of the next retro. Nothing here says who has written one, neither a row that is touched nor a
     * message that is drawn anew: the retro may be without names, also one that is still to begin. As long as it runs it knows its
     * cards itself.
     */
    learned: (actor: PairingActor, occurrenceId: string, text: string): Promise<Learned> =>
      database.transaction(async (tx): Promise<Learned> => {
        const refusal = await learnsNothing(tx, actor, occurrenceId);
        if (refusal !== undefined) return refusal;
        // About no lead: in a retro without names that would say who wrote it.
        const made = await cards.add(tx, {
          workspaceId: actor.workspaceId,
          by: actor.id,
          text,
          madeFrom: cardOf({ occurrenceId, personId: actor.id }),
        });
        if (made.kind === 'too-many') return { kind: 'too-many' };
        if (made.card.text !== text.trim()) return { kind: 'noted-before' };
        return { kind: 'noted', isAnonymous: made.retro.isAnonymous };
      }),

    /** Whoever has left meets nobody any more. */
    async onPersonChange(tx: Tx, { personIds, what }: PersonChange): Promise<void> {
      if ((what !== 'deactivated' && what !== 'left') || personIds === 'everyone') return;
      const gone = what === 'deactivated' ? personIds : await outOfTeams(tx, personIds);
      for (const { occurrenceId, personId } of await listOpenParts(tx, gone)) {
        const held = await holdOf(tx, occurrenceId, personId);
        if (held === undefined || !(await movePart(tx, held.part, held.part.state, { state: 'gone' }))) continue;
        await settle(tx, held);
      }
    },
  };

  /** Why somebody has nothing to write down: they haven't met in that round. */
  async function learnsNothing(
    read: Db | Tx,
    { id, workspaceId }: PairingActor,
    occurrenceId: string,
  ): Promise<{ readonly kind: 'not-yours' | 'not-now' } | undefined> {
    const part = await findPart(read, occurrenceId, id);
    const pairing = part?.pairingId === undefined ? undefined : await findPairing(read, part.pairingId);
    const run = await findRun(read, occurrenceId);
    if (part === undefined || pairing === undefined || run?.workspaceId !== workspaceId) return { kind: 'not-yours' };
    if (part.state === 'gone') return { kind: 'not-yours' };
    return part.state === 'in' && pairing.state === 'met' ? undefined : { kind: 'not-now' };
  }

  async function inOne(
    actor: PairingActor,
    occurrenceId: string,
    act: (tx: Tx, held: Held) => Promise<Moved>,
  ): Promise<Moved> {
    return database.transaction(async (tx) => {
      const held = await hold(tx, actor, occurrenceId);
      return held === undefined ? { kind: 'not-yours' } : act(tx, held);
    });
  }

  async function hold(tx: Tx, actor: PairingActor, occurrenceId: string): Promise<Held | undefined> {
    const held = await holdOf(tx, occurrenceId, actor.id);
    return held?.run.workspaceId === actor.workspaceId && held.part.state !== 'gone' ? held : undefined;
  }

  /** The pairing first: whoever changes one of its people waits for it. */
  async function holdOf(tx: Tx, occurrenceId: string, personId: string): Promise<Held | undefined> {
    const { pairingId } = (await findPart(tx, occurrenceId, personId)) ?? {};
    const pairing = pairingId === undefined ? undefined : await holdPairing(tx, pairingId);
    const run = await findRun(tx, occurrenceId);
    if (pairing === undefined || run === undefined) return undefined;
    const all = await listPartners(tx, pairing.id);
    const part = all.find((one) => one.personId === personId);
    return part && { run, pairing, part, all };
  }

  async function skip(tx: Tx, actor: PairingActor, held: Held): Promise<Moved> {
    const { part, pairing } = held;
    const { gesture } = actor;
    if (part.state === 'skipped' || (gesture !== undefined && part.skipGesture === gesture)) return { kind: 'done' };
    if (pairing.state !== 'open') return { kind: 'not-now' };
    await movePart(tx, part, 'in', { state: 'skipped', at: clock.now(), gesture });
    for (const slot of await slotsOf(tx, part.occurrenceId, [part])) await rituals.skip(tx, slot, IN_WORDS.skipped);
    await settle(tx, held);
    return { kind: 'done' };
  }

  /** Somebody is out of it: who is left alone hears of it, and waits for the next round. */
  async function settle(tx: Tx, { run, pairing, all }: Held): Promise<void> {
    await redrawTurns(deps, tx, all);
    const left = (await listPartners(tx, pairing.id)).filter(({ state }) => state === 'in');
    if (canMeet(left) || !(await movePairing(tx, pairing.id, ['open'], { state: 'off' }))) return;
    for (const slot of await slotsOf(tx, pairing.occurrenceId, left)) await rituals.skip(tx, slot, IN_WORDS.alone);
    for (const { personId } of left)
      await notify(tx, {
        key: `${ALONE}:${pairing.id}:${personId}:${clock.now()}`,
        workspaceId: run.workspaceId,
        recipient: { person: personId },
        kind: ALONE,
        subject: pairing.occurrenceId,
        at: clock.now(),
      });
  }

  /** Ids of the slots of these people in a round. */
  async function slotsOf(tx: Tx, occurrenceId: string, some: readonly Pick<Part, 'personId'>[]): Promise<string[]> {
    const slots = await rituals.slotsOf(tx, occurrenceId);
    return slots.filter((slot) => some.some(({ personId }) => personId === slot.personId)).map(({ id }) => id);
  }

  async function outOfTeams(tx: Tx, personIds: readonly string[]): Promise<string[]> {
    const today = dateAt(clock.now(), 'UTC');
    const known = await people.daysOf(tx, personIds, { fromOn: today, untilOn: today });
    return known.filter(({ teams }) => teams.length === 0).map(({ personId }) => personId);
  }
}
