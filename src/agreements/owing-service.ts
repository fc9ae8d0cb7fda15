import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
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

/** A lead of a campaign, or of none. */
interface CampaignLead {
  readonly workspaceId: string;
  readonly receivedAt: Instant;
  readonly fields: { readonly campaign?: string | undefined };
}

/** Who of marketing owes what a lead lacks, and who answers for it. */
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

    /** Whoever answers for its campaign by what was agreed on when it came, or else by what is now. */
    async answersFor(read: Db | Tx, { workspaceId, receivedAt, fields }: CampaignLead): Promise<string | undefined> {
      const then = await store.inForce(read, workspaceId, receivedAt + 1);
      const agreement = then ?? (await store.inForce(read, workspaceId, clock.now() + 1));
      return promiseFor(agreement?.promises ?? [], fields.campaign)?.owner;
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
