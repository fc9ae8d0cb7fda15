import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { type LeadFields, leadFields } from '../../src/core/lead-fields.ts';
import { createErasureService } from '../../src/erasure/service.ts';
import { journalFault } from '../../src/leads/journal-check.ts';
import { listEvents } from '../../src/leads/journal-store.ts';
import type { Lead } from '../../src/leads/lead.ts';
import { createErasing } from '../../src/leads/records/erasing-service.ts';
import { now, writes } from '../leads/arrivals.ts';
import { backends } from '../support/backends.ts';
import { contentsOf } from '../support/contents.ts';
import { actor, type Features, staffed, WORKSPACE } from '../support/features.ts';

const EVERYTHING = { isTable: (name: string) => name !== 'schema_migrations', isColumn: () => true };

/** All that is said of one person, in words that stand nowhere by chance. */
const person = (word: string): LeadFields =>
  leadFields({
    company: 'Acme',
    contactName: `Quinn ${word}`,
    email: `quinn.${word}@acme.example`,
    phone: `+49 30 ${word.length}${Array.from(Buffer.from(word), (letter) => letter % 10).join('')}`,
    message: `It is about ${word}`,
  });

/** Forgetting on the features of a test. */
function forgetting({ database, clock, jobs }: Features) {
  const leads = createErasing({ clock, jobs });
  return {
    leads,
    ...createErasureService({ database, leads, forgetReceived: async () => {}, forgetSent: async () => {} }),
  };
}

/** Rows in which a word stands, but for those of this lead. */
async function rowsWith({ database }: Features, word: string, except?: Lead): Promise<string[]> {
  const contents = await contentsOf(database, EVERYTHING);
  return Object.entries(contents).flatMap(([table, rows]) =>
    rows
      .filter((row) => row.toLowerCase().includes(word) && (except === undefined || !row.includes(except.id)))
      .map((row) => `${table}: ${row}`),
  );
}

async function isSound(it: Features, lead: Lead): Promise<void> {
  const present = await now(it, lead);
  const events = await listEvents(it.database.db, present);
  const entries = events.map(({ seq, kind, change }) => ({
    seq,
    kind,
    to: change.kind === 'returned' ? change.to : undefined,
    standing: change.kind === 'gained' || change.kind === 'gave-back' ? change : undefined,
  }));
  const { lastEvent, owner, firstContactAt } = present;
  const standing = { lastEvent, ownedBy: owner?.event, isContacted: firstContactAt !== undefined };
  expect(journalFault(standing, entries)).toBeUndefined();
}

describe.each(backends)('somebody who wants to be forgotten while their lead changes, on $name', (backend) => {
  it('is not brought back by who read the lead before', async () => {
    const it = await staffed(await backend.open());
    const { leads } = forgetting(it);
    const known = await writes(it, { fields: person('heron') });
    const [erased, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const erasing = it.database.transaction(async (tx) => {
      await leads.erase(tx, known.id);
      erased.resolve();
      await done.promise;
    });
    await erased.promise;
    const again = writes(it, { fields: { ...person('heron'), message: 'osprey' } });
    if (it.database.dialect === 'postgres') await expect.poll(() => waitingFor(it)).toBeGreaterThan(0);
    done.resolve();
    await erasing;
    // Whoever writes after that is somebody of whom nothing is known.
    const second = await again;
    expect(second).toMatchObject({ number: 2, fields: { message: 'osprey' } });
    expect(await rowsWith(it, 'heron', second)).toEqual([]);
    expect(await rowsWith(it, 'about heron')).toEqual([]);
  });

  it('is forgotten by their mailbox, however its address was written', async () => {
    const it = await staffed(await backend.open());
    const lead = await writes(it, { fields: leadFields({ email: 'quinn.dunlin+fair@gmail.com', message: 'dunlin' }) });
    expect(await forgetting(it).erasePerson(WORKSPACE, 'QuinnDunlin@googlemail.com')).toBe(1);
    expect(await rowsWith(it, 'dunlin')).toEqual([]);
    expect((await now(it, lead)).isErased).toBe(true);
  });

  it('is forgotten where they wrote while their lead was part of another one, though it is so no more', async () => {
    const it = await staffed(await backend.open());
    const { erasePerson } = forgetting(it);
    const max = await actor(it, 'UMAX');
    const { phone, phoneKey, ...theirs } = person('jackdaw');
    const lead = await writes(it, { fields: theirs });
    const other = await writes(it, { fields: leadFields({ company: 'Acme', email: 'other@acme.example' }) });
    await it.leads.merge(max, other.id, lead.id);
    const again = await writes(it, { fields: { ...theirs, ...(phone && { phone }), ...(phoneKey && { phoneKey }) } });
    expect(again).toMatchObject({ id: other.id, fields: { phone } });
    await it.leads.unmerge(max, lead.id);
    expect((await rowsWith(it, 'about jackdaw')).length).toBeGreaterThan(1);
    await erasePerson(WORKSPACE, 'quinn.jackdaw@acme.example');
    expect(await rowsWith(it, 'jackdaw')).toEqual([]);
    expect((await now(it, other)).fields).toEqual(other.fields);
  });

  it('is forgotten whatever else happens to it at that moment: merged, taken apart, written to once more', async () => {
    const it = await staffed(await backend.open());
    const { erasePerson } = forgetting(it);
    const max = await actor(it, 'UMAX');
    const words = ['avocet', 'bittern', 'curlew', 'dunlin', 'egret', 'fulmar', 'gannet', 'hoopoe'];
    for (const [round, word] of words.entries()) {
      it.clock.moveBy(MINUTE);
      const theirs = await writes(it, { fields: person(word) });
      const other = await writes(it, { fields: leadFields({ company: 'Acme', email: `other@x${round}.example` }) });
      if (round % 2 === 1) await it.leads.merge(max, other.id, theirs.id);
      const all = [
        () => it.leads.merge(max, other.id, theirs.id),
        () => erasePerson(WORKSPACE, `quinn.${word}@acme.example`),
        () => it.leads.unmerge(max, theirs.id),
        () => writes(it, { fields: { ...person(word), message: `Again ${word}` } }),
      ];
      // Each of them is first once, and each last.
      const first = round % all.length;
      await Promise.all([...all.slice(first), ...all.slice(0, first)].map((run): Promise<unknown> => run()));

      const newest = await it.database.db
        .selectFrom('leads')
        .select('id')
        .where('person_key', '=', `quinn.${word}@acme.example`)
        .execute();
      // If they wrote after they were forgotten, that is a lead of its own, and all that is known of them.
      expect(newest.length, word).toBeLessThanOrEqual(1);
      const after = newest[0] === undefined ? undefined : await it.leads.byId(WORKSPACE, newest[0].id);
      expect([theirs.id, other.id]).not.toContain(after?.id);
      expect(await rowsWith(it, word, after), word).toEqual([]);
      expect(await rowsWith(it, `about ${word}`), word).toEqual([]);
      for (const lead of [theirs, other]) await isSound(it, lead);
      const [one, two] = [await now(it, theirs), await now(it, other)];
      expect(one.isErased).toBe(true);
      expect(two.mergedInto).toBeUndefined();
      if (one.mergedInto !== undefined) expect(two.isErased).toBe(true);
    }
  });
});

/** How many wait for what somebody else holds. */
async function waitingFor({ database: { db } }: Features): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*) as count from pg_locks where not granted`.execute(db);
  return Number(rows[0]?.count);
}
