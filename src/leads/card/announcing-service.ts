import type { Changing } from '../changing-service.ts';
import type { LeadsDeps } from '../ports-service.ts';
import { announceable } from '../records/importing-store.ts';
import { move, refuse } from '../transitions.ts';

/** How history becomes news. */
export function createAnnouncing({ database }: LeadsDeps, changing: Changing) {
  return {
    /** Imported leads that wait for somebody get their cards, and their promise begins: at most so many, each once. */
    async announceImported(workspaceId: string, importId: string, by: string | undefined, most: number): Promise<void> {
      for (const leadId of await announceable(database.db, importId, most)) {
        await changing.change({ workspaceId }, leadId, async (_, lead) =>
          lead.isHistory ? move(lead, { kind: 'announced' }, by, {}) : refuse('no-history' as const),
        );
      }
    },
  };
}
