import { DAY, type Instant } from '../core/instants.ts';
import { standing } from '../core/weeks.ts';
import type { Tx } from '../platform/db/database.ts';
import type { createDigests, LeadsDigest } from './digest-service.ts';
import * as store from './digest-store.ts';
import { DIGEST, digestKey } from './digest-telling.ts';
import type { LeadActor, LeadsDeps } from './ports-service.ts';

/** What happened to leads, once a week and unasked, for whoever has chosen that. */
export function createWeeklyDigests(
  { database, clock, jobs, people, notify }: LeadsDeps,
  digests: Pick<ReturnType<typeof createDigests>, 'happenedIn'>,
) {
  const { db } = database;

  return {
    isWeekly: async (personId: string): Promise<boolean> => (await store.findReader(db, personId)) !== undefined,

    /** Somebody reads it each week from now on, or no more. False for whoever is in neither team. */
    async setWeekly({ id: personId, workspaceId, teams, manages }: LeadActor, isOn: boolean): Promise<boolean> {
      if (teams.length === 0 && manages.length === 0) return false;
      await database.transaction(async (tx) => {
        if (!isOn) return store.deleteReader(tx, personId);
        const now = clock.now();
        if (await store.insertReader(tx, { personId, workspaceId, since: now })) await look(tx, personId, now);
      });
      return true;
    },

    /**
     * Tells one reader of the week whose first working morning has come, once; after downtime of the last week only. Answers when
     * to look again; nothing once they don't read it any more, or are gone.
     */
    tellDigest: (personId: string): Promise<Instant | undefined> =>
      database.transaction(async (tx) => {
        const reader = await store.findReader(tx, personId);
        if (reader === undefined) return undefined;
        if ((await people.present(tx, [personId])).length === 0) {
          await store.deleteReader(tx, personId);
          return undefined;
        }
        const now = clock.now();
        const { due, next } = await standingFor(tx, reader, now);
        if (due !== undefined && due.dueAt >= reader.since && due.on !== reader.toldOn) {
          await store.markTold(tx, personId, due.on);
          await notify(tx, {
            key: `digest:${personId}:${due.on}`,
            workspaceId: reader.workspaceId,
            recipient: { person: personId },
            kind: 'lead.digest',
            subject: `${personId}:${due.from}:${due.until}`,
            at: now,
          });
        }
        return next ?? now + 7 * DAY;
      }),

    /** What a notice of it says: the week as it stands now; undefined if nothing has happened, or they don't read it any more. */
    async weeklyDigest(subject: string): Promise<(LeadsDigest & { readonly zone: string }) | undefined> {
      const [personId = '', from, until] = subject.split(':');
      const reader = await store.findReader(db, personId);
      if (reader === undefined) return undefined;
      const digest = await digests.happenedIn(reader.workspaceId, { from: Number(from), until: Number(until) });
      const { zone } = await people.calendarOf(db, reader.workspaceId, { person: personId });
      return digest.campaigns.length === 0 ? undefined : { ...digest, zone };
    },
  };

  /** By their own days; of whoever has no hours, by the office's. */
  async function standingFor(tx: Tx, { personId, workspaceId }: store.DigestReader, now: Instant) {
    const own = standing(await people.calendarOf(tx, workspaceId, { person: personId }), now);
    if (own.next !== undefined) return own;
    return standing(await people.calendarOf(tx, workspaceId, { team: 'marketing' }), now);
  }

  function look(tx: Tx, personId: string, runAt: Instant): Promise<void> {
    return jobs.enqueue(tx, { kind: DIGEST, key: digestKey(personId), payload: { personId }, runAt, mode: 'latest' });
  }
}
