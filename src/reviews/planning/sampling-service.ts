import { DAY, type Duration, type Instant } from '../../core/instants.ts';
import { dateAt } from '../../core/local-time.ts';
import { SIDES } from '../../core/verdict.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { DrawableLead, ReviewsDeps } from '../ports-service.ts';
import { type DrawChoices, drawChoices } from './choices.ts';
import type { Draw } from './draw.ts';
import { isOff, type PossibleRater } from './raters.ts';
import { listLastAsked } from './raters-store.ts';
import { type Candidate, stratumOf } from './sample.ts';

/** For so long a lead is new: whoever has not reached out yet may still be about to. */
const NEW: Duration = DAY;

export type Sampling = ReturnType<typeof createSampling>;

/** From which leads a review is drawn, and who could judge them. */
export function createSampling({
  leads,
  people,
  promises,
}: Pick<ReviewsDeps, 'promises'> & {
  readonly leads: Pick<ReviewsDeps['leads'], 'toDrawFrom' | 'toDrawByNumber'>;
  readonly people: Pick<ReviewsDeps['people'], 'members' | 'daysOf'>;
}) {
  return {
    /** The leads that a draw describes, and those that it names by their numbers. */
    async candidates(read: Db | Tx, workspaceId: string, draw: Draw): Promise<Candidate[]> {
      const { from, until, sources, campaigns, personas, reps, stages, size, numbers = [] } = draw;
      const filter = { sources, campaigns, personas, reps, stages };
      const met = size === 0 ? [] : await leads.toDrawFrom(read, workspaceId, { from, until }, filter);
      const known = new Set(met.map(({ id }) => id));
      const named = (await leads.toDrawByNumber(read, workspaceId, numbers)).filter(({ id }) => !known.has(id));
      const broken = await promises.brokenAmong(read, [...known]);
      return [
        ...met.map((lead) => {
          const how = { isLate: broken.has(lead.id), isNew: lead.receivedAt > until - NEW };
          return { ...place(lead), stratum: stratumOf({ ...lead, ...how }) };
        }),
        ...named.map((lead) => ({ ...place(lead), stratum: 'chosen' as const })),
      ];
    },

    /** What of the leads of a period can be chosen. */
    async choices(
      read: Db | Tx,
      workspaceId: string,
      { from, until }: { readonly from: Instant; readonly until: Instant },
    ): Promise<DrawChoices> {
      return drawChoices(await leads.toDrawFrom(read, workspaceId, { from, until }, {}));
    },

    /** Who takes part in the work of either team, with whether they are away at an instant. Who is in both knows leads from selling. */
    async possibleRaters(read: Db | Tx, workspaceId: string, at: Instant): Promise<PossibleRater[]> {
      const possible: PossibleRater[] = [];
      const met = new Set<string>();
      for (const side of SIDES) {
        const ids = (await people.members(read, workspaceId, side)).filter((id) => !met.has(id));
        for (const id of ids) met.add(id);
        possible.push(...(await asRaters(read, ids, at)).map((one) => ({ ...one, side })));
      }
      return possible;
    },

    /** The same of those named, for the team for which each of them would judge; whoever is in neither is left out. */
    async namedRaters(
      read: Db | Tx,
      workspaceId: string,
      personIds: readonly string[],
      at: Instant,
    ): Promise<PossibleRater[]> {
      const possible: PossibleRater[] = [];
      for (const side of SIDES) {
        const members = new Set(await people.members(read, workspaceId, side));
        const ids = personIds.filter((id) => members.has(id) && !possible.some(({ personId }) => personId === id));
        possible.push(...(await asRaters(read, ids, at)).map((one) => ({ ...one, side })));
      }
      return possible;
    },
  };

  async function asRaters(read: Db | Tx, ids: readonly string[], at: Instant): Promise<Omit<PossibleRater, 'side'>[]> {
    // The dateline lies between -12 and +14: today anywhere is among these.
    const range = { fromOn: dateAt(at - DAY, 'UTC'), untilOn: dateAt(at + DAY, 'UTC') };
    const days = await people.daysOf(read, ids, range);
    const asked = await listLastAsked(read, ids);
    return days
      .filter(({ isDeactivated }) => !isDeactivated)
      .map((person) => ({
        personId: person.personId,
        isGuest: person.kind !== 'member',
        isAway: isOff(person, dateAt(at, person.zone)),
        lastAskedAt: asked.get(person.personId),
      }));
  }
}

const place = ({ id, number }: DrawableLead) => ({ leadId: id, number });
