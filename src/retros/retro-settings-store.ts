import type { Db, Tx } from '../platform/db/database.ts';
import { type RetroSettings, retroSettings } from './retro-settings.ts';

interface RetroSettingsRow {
  workspace_id: string;
  settings: string;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    retro_settings: RetroSettingsRow;
  }
}

/** How the last retro was held, or how one usually is. */
export async function retroSettingsOf(read: Db | Tx, workspaceId: string): Promise<RetroSettings> {
  const row = await read
    .selectFrom('retro_settings')
    .select('settings')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return retroSettings.parse(row === undefined ? {} : JSON.parse(row.settings));
}

export async function saveRetroSettings(tx: Tx, workspaceId: string, settings: RetroSettings): Promise<void> {
  const text = JSON.stringify(settings);
  await tx
    .insertInto('retro_settings')
    .values({ workspace_id: workspaceId, settings: text })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet({ settings: text }))
    .execute();
}
