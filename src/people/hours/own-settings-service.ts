import type { WeeklyHours } from '../../core/calendar.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Changes } from '../changes-service.ts';
import type { Directory } from '../directory-service.ts';
import type { Actor } from '../person.ts';
import * as store from '../store.ts';

interface OwnSettingsDeps {
  readonly database: Database;
  readonly directory: Directory;
  readonly changes: Changes;
}

/** What people say of themselves: their zone, their hours, and that they want quiet. */
export function createOwnSettings({ database, directory, changes }: OwnSettingsDeps) {
  return {
    async saveOwnSettings(
      actor: Actor,
      own: { zone: string | undefined; hours: WeeklyHours | undefined; isQuiet: boolean },
    ): Promise<void> {
      await database.transaction(async (tx) => {
        const before = await directory.find(tx, actor.id);
        await store.saveOwnSettings(tx, actor.id, own);
        const after = await directory.find(tx, actor.id);
        if (before?.zone !== after?.zone) await changes.tell(tx, 'zone', [actor.id]);
        const isOther = String(before?.workingDays) !== String(after?.workingDays);
        if (isOther) await changes.tell(tx, 'working-days', [actor.id]);
      });
    },

    /** Switches between quiet and not; what it is then. A press that comes twice switches once. */
    switchQuiet: (actor: Actor): Promise<boolean> =>
      database.transaction(async (tx) => {
        await store.switchQuiet(tx, actor.id, actor.gesture);
        return (await store.findPerson(tx, actor.id))?.isQuiet ?? false;
      }),
  };
}
