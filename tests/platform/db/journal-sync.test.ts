import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { journalSync } from '../../../src/platform/db/journal-sync.ts';

function journalByHand(exists = true) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'baton.db-wal');
  const make = () => writeFileSync(path, '');
  if (exists) make();
  const syncs: PromiseWithResolvers<void>[] = [];
  const journal = journalSync(path, () => {
    const one = Promise.withResolvers<void>();
    syncs.push(one);
    return one.promise;
  });
  return { journal, syncs, make };
}

describe('the sync of a journal', () => {
  it('is one for all who have asked since the last one began, and none that began before is enough', async () => {
    const { journal, syncs } = journalByHand();
    const told: string[] = [];
    const ask = (name: string) => journal.synced().then(() => told.push(name));
    const first = ask('first');
    const [second, third] = [ask('second'), ask('third')];
    expect(syncs).toHaveLength(1);
    expect(journal.isBusy()).toBe(true);
    syncs[0]?.resolve();
    await first;
    expect(told).toEqual(['first']);
    await expect.poll(() => syncs.length).toBe(2);
    syncs[1]?.resolve();
    await Promise.all([second, third]);
    await journal.close();
    expect([syncs.length, journal.isBusy()]).toEqual([2, false]);
  });

  it('that has failed is not tried again: the kernel may take for written what is not', async () => {
    const { journal, syncs } = journalByHand();
    const [first, second] = [journal.synced(), journal.synced()];
    syncs[0]?.reject(new Error('EIO'));
    for (const one of [first, second]) await expect(one).rejects.toMatchObject({ fault: 'spoiled' });
    await expect(journal.synced()).rejects.toMatchObject({ fault: 'spoiled' });
    expect(syncs).toHaveLength(1);
  });

  it('is tried again where no file could be opened', async () => {
    const { journal, syncs, make } = journalByHand(false);
    await expect(journal.synced()).rejects.toMatchObject({ fault: 'failing' });
    make();
    const again = journal.synced();
    await expect.poll(() => syncs.length).toBe(1);
    syncs[0]?.resolve();
    await again;
    await journal.close();
  });
});
