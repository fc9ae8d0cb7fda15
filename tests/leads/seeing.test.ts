import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { staffed } from '../support/features.ts';
import { arrives, clockOf, look } from './arrivals.ts';

const CRM = { workspaceId: 'T1', endpointId: 'crm', via: 'HubSpot' };
const WHAT = { kind: 'contacted', how: 'reached' } as const;

describe.each(backends)('a contact that a CRM tells late, on $name', (backend) => {
  it('was in time if it was made in time, unless its lateness has been told', async () => {
    const it = await staffed(await backend.open());
    const told = async (leadId: string, happenedAt: number) =>
      it.database.transaction((tx) =>
        it.leads.seen(tx, CRM, { externalId: leadId, happenedAt, byEmail: undefined, what: WHAT }),
      );
    const began = it.clock.now();
    const [first, second] = [await arrives(it), await arrives(it)];
    it.clock.moveBy(70 * MINUTE);
    await look(it, second);
    for (const { id } of [first, second]) await told(id, began + 50 * MINUTE);
    expect(await clockOf(it, first)).toMatchObject({ state: 'met', stoppedAt: began + 50 * MINUTE });
    expect(await clockOf(it, second)).toMatchObject({ state: 'met-late', stoppedAt: began + 70 * MINUTE });
  });
});
