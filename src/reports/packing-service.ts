import { SIDES, type Side } from '../core/verdict.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { AT_ONCE, type createMeasuring } from './measuring-service.ts';
import type { Window } from './metrics.ts';
import type { DataPack, Holder } from './pack.ts';
import { packFrom } from './pack-text.ts';
import { type Happened, packOf, windowBefore } from './packing.ts';
import * as store from './packs-store.ts';
import type { ReportsDeps } from './ports-service.ts';

/** The figures that both teams look at before they talk. */
export function createPacking(deps: ReportsDeps, { standing }: Pick<ReturnType<typeof createMeasuring>, 'standing'>) {
  const { database, clock } = deps;
  const { db } = database;

  return {
    pack,

    /**
     * The pack that was made for something, named by `key` (`retro:<id>`), or makes it: once, whoever asks first, and it never changes
     * afterwards.
     */
    async frozenPack(workspaceId: string, key: string, window: Window): Promise<DataPack> {
      const frozen = await store.findPack(db, workspaceId, key);
      if (frozen !== undefined) return packFrom(frozen);
      const made = await pack(db, workspaceId, window);
      return database.transaction(async (tx) => {
        await store.insertPack(tx, { key, workspaceId, at: made.at, pack: JSON.stringify(made) });
        const kept = await store.findPack(tx, workspaceId, key);
        return kept === undefined ? made : packFrom(kept);
      });
    },
  };

  /** The figures of a half-open window, as they are now. */
  async function pack(read: Db | Tx, workspaceId: string, window: Window): Promise<DataPack> {
    return packOf({
      window,
      zone: await deps.zone(read),
      at: clock.now(),
      now: await happened(read, workspaceId, window),
      before: await happened(read, workspaceId, windowBefore(window)),
      target: await deps.target(read, workspaceId),
      asks: await deps.asks(read, workspaceId, window.from, window.until),
      judged: await deps.said(read, workspaceId, window),
    });
  }

  async function happened(read: Db | Tx, workspaceId: string, window: Window): Promise<Happened> {
    return {
      arrived: await standing(read, workspaceId, window),
      late: await lateLeads(read, workspaceId, window),
      rejections: await deps.rejections(read, workspaceId, window),
      moves: await deps.moves(read, workspaceId, window),
    };
  }

  /** By the leads that people see, as far as they count. */
  async function lateLeads(read: Db | Tx, workspaceId: string, window: Window): Promise<Happened['late']> {
    const late = await deps.late(read, workspaceId, window);
    const ids = [...new Set(late.map(({ leadId }) => leadId))];
    const seen = new Map<string, { id: string; source: string | undefined; isCounted: boolean }>();
    for (let start = 0; start < ids.length; start += AT_ONCE)
      for (const [id, lead] of await deps.seenAs(read, ids.slice(start, start + AT_ONCE))) seen.set(id, lead);
    const owners = await deps.ownersAt(read, late);
    const teamsOf = new Map((await deps.roster(read, workspaceId)).map(({ id, teams }) => [id, teams]));
    return late.flatMap(({ leadId, at, about, clause }, index) => {
      const lead = seen.get(leadId);
      const holder = holderOf(owners[index], teamsOf);
      return lead?.isCounted ? [{ leadId: lead.id, source: lead.source, at, about, clause, holder }] : [];
    });
  }
}

/** Who is in both teams knows the lead from selling. */
function holderOf(owner: string | null | undefined, teamsOf: ReadonlyMap<string, readonly Side[]>): Holder | undefined {
  if (owner === null) return 'nobody';
  if (owner === undefined) return undefined;
  const teams = teamsOf.get(owner) ?? [];
  return SIDES.find((side) => teams.includes(side)) ?? 'other';
}
