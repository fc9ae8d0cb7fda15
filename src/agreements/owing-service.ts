import type { Tx } from '../platform/db/database.ts';
import { promiseFor } from './agreement.ts';
import * as store from './agreements-store.ts';
import type { AgreementsDeps } from './ports-service.ts';

/** An entry of a lead's journal, as far as agreements follow it. */
interface LeadEntry {
  readonly leadId: string;
  readonly workspaceId: string;
  readonly kind: string;
  readonly at: number;
}

/** Who of marketing owes what a lead lacks. */
export function createOwing({ clock, people, leads, notify }: AgreementsDeps) {
  return {
    /** A lead is held back: whoever owes what it lacks hears of it, in their hours. */
    async follow(tx: Tx, { leadId, workspaceId, kind, at }: LeadEntry): Promise<void> {
      if (kind !== 'held-back') return;
      for (const person of await owers(tx, workspaceId, leadId)) {
        await notify(tx, {
          key: `held:${leadId}:${person}`,
          workspaceId,
          recipient: { person },
          kind: 'lead.held',
          subject: leadId,
          at,
        });
      }
    },
  };

  /** Whoever answers for its campaign by what both teams have agreed on; without anybody, the managers of marketing. */
  async function owers(tx: Tx, workspaceId: string, leadId: string): Promise<readonly string[]> {
    const agreement = await store.inForce(tx, workspaceId, clock.now() + 1);
    const { campaign } = await leads.factsOf(tx, leadId);
    const promise = promiseFor(agreement?.promises ?? [], typeof campaign === 'string' ? campaign : undefined);
    const answering = promise === undefined ? [] : await people.present(tx, [promise.owner]);
    return answering.length > 0 ? answering : people.managersOf(tx, workspaceId, 'marketing');
  }
}
