import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../../src/core/instants.ts';
import { copiedAt } from '../../../src/platform/db/restored.ts';
import { backends } from '../../support/backends.ts';

const NOW = 1_800_000_000_000;

describe.each(backends.filter(({ name }) => name === 'postgres'))('where a database is, on $name', (backend) => {
  it('is noted at the first start; elsewhere it is a copy for two days, of when it last knew of a post', async () => {
    const database = await backend.open();
    const { db } = database;
    const moved = () => db.updateTable('database_places').set({ place: '1 00000001 5 6' }).execute();
    expect(await copiedAt(database, NOW)).toBeUndefined();
    expect(await copiedAt(database, NOW + MINUTE)).toBeUndefined();
    await moved();
    expect(await copiedAt(database, NOW + DAY)).toBe(NOW);
    await db
      .insertInto('messages')
      .values({
        key: 'lead.card:1',
        state: 'sending',
        channel: 'C1',
        op_id: 'op',
        sending_since: NOW + MINUTE,
        first_sent_at: NOW + MINUTE,
        reposts: 0,
        mark: 1,
      })
      .execute();
    expect(await copiedAt(database, NOW + 2 * DAY)).toBe(NOW);
    expect(await copiedAt(database, NOW + 3 * DAY + 1)).toBeUndefined();
    await moved();
    expect(await Promise.all([copiedAt(database, NOW + 4 * DAY), copiedAt(database, NOW + 4 * DAY)])).toEqual([
      NOW + MINUTE,
      NOW + MINUTE,
    ]);
  });

  it('is another one for every copy of it', async () => {
    const [one, other] = [await backend.open(), await backend.open()];
    await copiedAt(one, NOW);
    const noted = await one.db.selectFrom('database_places').selectAll().executeTakeFirstOrThrow();
    await other.db.insertInto('database_places').values(noted).execute();
    expect(await copiedAt(other, NOW + DAY)).toBe(NOW);
    expect(noted.place).toMatch(/^\d{10,} [0-9A-F]{8} \d+ \d+$/);
  });
});
