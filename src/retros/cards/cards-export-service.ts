import type { Db } from '../../platform/db/database.ts';
import { findRetro } from '../retros-store.ts';
import { listAbout } from './cards-store.ts';
import { listUnsignedAbout } from './unsigned-store.ts';

/**
 * What was written about these leads, for the person behind them: only what everybody in the retro has seen (RETRO-1). Whoever
 * wrote it without a name is null.
 */
export async function cardsAbout(db: Db, leadIds: readonly string[]) {
  const about = leadIds.map((id) => `lead:${id}`);
  const signed = (await listAbout(db, about)).map(({ retroId, datum, text, personId }) => ({
    retroId,
    datum: datum ?? '',
    text,
    by: personId,
  }));
  const unsigned = (await listUnsignedAbout(db, about)).map((card) => ({ ...card, by: null }));
  const shown: { lead_id: string; retro: number | null; text: string; by: string | null }[] = [];
  for (const { retroId, datum, text, by } of [...signed, ...unsigned]) {
    const retro = await findRetro(db, retroId);
    if (retro === undefined || !SHOWN.has(retro.phase)) continue;
    shown.push({ lead_id: datum.slice('lead:'.length), retro: retro.number ?? null, text, by });
  }
  return shown;
}

const SHOWN: ReadonlySet<string> = new Set(['voting', 'deciding', 'closed']);
