import { describe, expect, it } from 'vitest';
import { prepared } from '../../../src/platform/db/prepared.ts';
import { backends } from '../../support/backends.ts';

interface Lease {
  name: string;
  number: number;
  holder: string;
  expires_at: number;
}

describe.each(backends)('a prepared statement on $name', (backend) => {
  it('is built once and given its values each time, in and out of transactions', async () => {
    const { db, transaction } = await backend.open();
    let built = 0;
    const inserted = prepared((on, row: Lease) => on.insertInto('worker_leases').values(row));
    const byNumber = prepared((on, { least, most }: { least: number; most: number }) => {
      built += 1;
      return on
        .selectFrom('worker_leases')
        .select(['name', 'number'])
        .where('number', '>=', least)
        .where('number', '<=', most)
        .orderBy('number');
    });

    await transaction(async (tx) => {
      for (const number of [1, 2, 3]) {
        expect(await inserted.run(tx, { name: `lease ${number}`, number, holder: 'me', expires_at: 0 })).toBe(1);
      }
      expect(await byNumber.all(tx, { least: 2, most: 3 })).toHaveLength(2);
    });
    // The order of the values doesn't matter: they have names.
    expect(await byNumber.first(db, { most: 3, least: 3 })).toEqual({ name: 'lease 3', number: 3 });
    expect(await byNumber.first(db, { least: 4, most: 5 })).toBeUndefined();
    expect(built).toBe(1);
  });

  it('with a list is built once for each length of it', async () => {
    const { db, transaction } = await backend.open();
    const built: number[] = [];
    const among = prepared((on, { numbers, but }: { numbers: readonly number[]; but: string }) => {
      built.push(numbers.length);
      return on.selectFrom('worker_leases').select('name').where('number', 'in', numbers).where('name', '<>', but);
    });
    await transaction(async (tx) => {
      for (const number of [1, 2, 3]) await added.run(tx, { ...LEASE, name: `lease ${number}`, number });
    });
    expect(await among.all(db, { numbers: [3, 2], but: 'lease 2' })).toEqual([{ name: 'lease 3' }]);
    expect(await among.all(db, { numbers: [1, 7], but: '' })).toEqual([{ name: 'lease 1' }]);
    expect(await among.all(db, { numbers: [1, 2, 7], but: '' })).toHaveLength(2);
    const many = Array.from({ length: 40 }, (_, at) => at + 1);
    for (const length of many) await among.all(db, { numbers: many.slice(0, length), but: '' });
    expect(await among.all(db, { numbers: many, but: 'lease 1' })).toHaveLength(2);
    expect(built.filter((length) => length === 2)).toHaveLength(1);
  });

  it('refuses to be built by computing with a value, which would hold for all', async () => {
    const { db } = await backend.open();
    const later = prepared((on, { at }: { at: number }) =>
      on
        .selectFrom('worker_leases')
        .selectAll()
        .where('expires_at', '>', at + 1),
    );
    await expect(later.all(db, { at: 5 })).rejects.toThrow('“at” of a prepared statement is not known');
  });

  const leases = prepared((on, { number }: { number: number }) =>
    on.selectFrom('worker_leases').selectAll().where('number', '=', number),
  );
  const added = prepared((on, row: Lease) => on.insertInto('worker_leases').values(row));
  const LEASE: Lease = { name: 'one', number: 1, holder: 'me', expires_at: 0 };

  it('sees outside of an open transaction nothing of what that has written', async () => {
    const { db, transaction } = await backend.open();
    const [written, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const writing = transaction(async (tx) => {
      await added.run(tx, LEASE);
      written.resolve();
      await mayEnd.promise;
      throw new Error('taken back');
    });
    const failed = expect(writing).rejects.toThrow('taken back');
    await written.promise;
    const seen = leases.first(db, { number: 1 });
    mayEnd.resolve();
    expect(await seen).toBeUndefined();
    await failed;
  });

  it('is refused outside of the transaction that we are inside, and in one that has ended', async () => {
    const { db, transaction } = await backend.open();
    await expect(transaction(() => leases.first(db, { number: 1 }))).rejects.toThrow('pass tx instead');
    const ended = await transaction(async (tx) => [tx]);
    for (const tx of ended) await expect(added.run(tx, LEASE)).rejects.toThrow('already committed');
    expect(await leases.first(db, { number: 1 })).toBeUndefined();
  });
});
