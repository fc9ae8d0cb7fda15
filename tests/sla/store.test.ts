import { describe, expect, it } from 'vitest';
import { findClock, insertClock, moveClock } from '../../src/sla/store.ts';
import { backends } from '../support/backends.ts';
import { features, MONDAY, promised, WORKSPACE } from '../support/features.ts';
import { runningClock, version } from './samples.ts';

describe.each(backends)('clocks on $name', (backend) => {
  it('a clock moves only from the state in which it was read', async () => {
    const it = features(await backend.open());
    await it.workspaces.install({ id: WORKSPACE, name: 'Acme', botUserId: 'UBATON' });
    const { id: policyId } = await promised(it);
    const read = runningClock({ policy: version({ policyId }) });
    const met = { state: 'met', stoppedAt: MONDAY, worked: 0 } as const;
    const moves = await it.database.transaction(async (tx) => {
      await insertClock(tx, read);
      return [await moveClock(tx, read, met), await moveClock(tx, read, { state: 'late' })];
    });
    expect(moves).toEqual([true, false]);
    expect(await findClock(it.database.db, read.id)).toMatchObject(met);
  });
});
