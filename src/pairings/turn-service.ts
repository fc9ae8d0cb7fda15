import type { Instant } from '../core/instants.ts';
import { dateAt } from '../core/local-time.ts';
import type { Tx } from '../platform/db/database.ts';
import { findBreak } from './breaks-store.ts';
import type { Part, Starter } from './pairing.ts';
import { findPairing } from './pairings-store.ts';
import { findNewestPart, findPart, listPartners } from './parts-store.ts';
import type { PairingDeps } from './ports-service.ts';
import { findRun } from './runs-store.ts';
import { turnKey } from './telling-service.ts';
import type { ShownStarter, TurnState } from './turn.ts';

/** The one message in which somebody reads whom to meet, and says whether they did. */
export function createTurns({ database, clock, people, leads, manners }: PairingDeps) {
  const { db } = database;

  return {
    turn,

    /** Of the newest round that they were in. */
    async newestTurn(personId: string): Promise<TurnState | undefined> {
      const part = await findNewestPart(db, personId);
      return part && turn(part.occurrenceId, personId);
    },

    /** Takes one of somebody's messages of today for theirs of a round, in their hours; else when to try again. */
    async mayTell(occurrenceId: string, personId: string): Promise<Instant | undefined> {
      const now = clock.now();
      const shift = (await people.nextShift(db, personId, now)) ?? now;
      if (shift > now) return shift;
      const message = { key: turnKey(occurrenceId, personId), personId };
      const isTheirs = await database.transaction((tx: Tx) => manners.reserve(tx, message));
      return isTheirs ? undefined : manners.nextRation(db, personId);
    },

    /** They were not told after all: the message doesn't count among those of their day. */
    notTold: (occurrenceId: string, personId: string): Promise<void> =>
      database.transaction((tx: Tx) => manners.release(tx, turnKey(occurrenceId, personId))),
  };

  /** Undefined for somebody without a partner in that round, or who has left. */
  async function turn(occurrenceId: string, personId: string): Promise<TurnState | undefined> {
    const run = await findRun(db, occurrenceId);
    const part = await findPart(db, occurrenceId, personId);
    const pairing = part?.pairingId === undefined ? undefined : await findPairing(db, part.pairingId);
    if (run === undefined || part === undefined || pairing === undefined || part.state === 'gone') return undefined;
    const all = await listPartners(db, pairing.id);
    const shared = {
      occurrenceId,
      workspaceId: run.workspaceId,
      others: all.filter((one) => one.personId !== personId && one.state === 'in'),
      untilAt: run.untilAt,
      zone: (await people.person(personId))?.zone ?? 'UTC',
    };
    if (part.state === 'skipped') return { ...shared, ...(await skipped(part, pairing.state, shared)) };
    switch (pairing.state) {
      case 'open':
        return { ...shared, kind: 'paired', starter: await shown(pairing.starter) };
      case 'met':
        return { ...shared, kind: 'met', by: pairing.metBy };
      case 'off':
        return { ...shared, kind: 'alone' };
      case 'over':
        return { ...shared, kind: 'over' };
    }
  }

  async function skipped(
    { personId, skippedAt = 0 }: Part,
    state: string,
    { untilAt, zone }: Pick<TurnState, 'untilAt' | 'zone'>,
  ) {
    const now = clock.now();
    const rest = await findBreak(db, personId);
    const isResting = rest !== undefined && dateAt(now, zone) < rest.untilOn;
    const canReturn = now < untilAt && (state === 'open' || state === 'off');
    return { kind: 'skipped', since: skippedAt, canReturn, ...(isResting && { breakUntil: rest.untilOn }) } as const;
  }

  async function shown(starter: Starter | undefined): Promise<ShownStarter | undefined> {
    if (starter?.kind !== 'lead') return starter && { kind: 'campaign', name: starter.campaign };
    const { leadId } = starter;
    const [lead] = await leads.namesOf(db, [leadId]);
    return lead && { kind: 'lead', leadId, name: lead.name };
  }
}
