import { createWeeklyReading } from '../../platform/weekly-reading.ts';
import type { LeadActor, LeadsDeps } from '../ports-service.ts';
import type { createDigests, LeadsDigest } from './digest-service.ts';
import { readers } from './digest-store.ts';
import { DIGEST, digestKey } from './digest-telling.ts';

/** What happened to leads, once a week and unasked, for whoever has chosen that. */
export function createWeeklyDigests(
  { database, clock, jobs, people, notify }: LeadsDeps,
  digests: Pick<ReturnType<typeof createDigests>, 'happenedIn'>,
) {
  const { db } = database;
  const { isReader, set, tellWeek } = createWeeklyReading({
    database,
    clock,
    readers,
    hoursOf: (tx, workspaceId, person) => people.calendarOf(tx, workspaceId, { person }),
    officeOf: (tx, workspaceId) => people.calendarOf(tx, workspaceId, { team: 'marketing' }),
    mayRead: async (tx, personId) => (await people.present(tx, [personId])).length > 0,
    look: (tx, personId, runAt) =>
      jobs.enqueue(tx, { kind: DIGEST, key: digestKey(personId), payload: { personId }, runAt, mode: 'latest' }),
    tell: (tx, { personId, workspaceId }, { on, from, until }) =>
      notify(tx, {
        key: `digest:${personId}:${on}`,
        workspaceId,
        recipient: { person: personId },
        kind: 'lead.digest',
        subject: `${personId}:${from}:${until}`,
        at: clock.now(),
      }),
  });

  return {
    isWeekly: isReader,
    tellDigest: tellWeek,

    /** Somebody reads it each week from now on, or no more. False for whoever is in neither team. */
    async setWeekly(actor: LeadActor, isOn: boolean): Promise<boolean> {
      if (actor.teams.length === 0 && actor.manages.length === 0) return false;
      await set(actor, isOn);
      return true;
    },

    /** What a notice of it says: the week as it stands now; undefined if nothing has happened, or they don't read it any more. */
    async weeklyDigest(subject: string): Promise<(LeadsDigest & { readonly zone: string }) | undefined> {
      const [personId = '', from, until] = subject.split(':');
      const reader = await readers.find(db, personId);
      if (reader === undefined) return undefined;
      const digest = await digests.happenedIn(reader.workspaceId, { from: Number(from), until: Number(until) });
      const { zone } = await people.calendarOf(db, reader.workspaceId, { person: personId });
      return digest.campaigns.length === 0 ? undefined : { ...digest, zone };
    },
  };
}
