import type { RetrosDeps } from './ports-service.ts';
import { findRetro } from './retros-store.ts';
import type { ParentView } from './thread-view.ts';
import { progressOf } from './turns/turn-service.ts';

/** A retro as its thread shows it. */
export function createRetroThread({ database: { db }, people }: Pick<RetrosDeps, 'database' | 'people'>) {
  return {
    /** Undefined for one that isn't there, or hasn't begun. */
    async parent(retroId: string): Promise<ParentView | undefined> {
      const retro = await findRetro(db, retroId);
      if (retro === undefined || retro.phase === 'gathering') return undefined;
      const { asked, done, out } = await progressOf(db, retro);
      const { facilitatorId, endedBy } = retro;
      const names = await people.namesOf(
        db,
        [facilitatorId, endedBy].filter((id) => id !== undefined),
      );
      const nameOf = (id: string | undefined) => (id === undefined ? undefined : names.get(id));
      return {
        retro,
        asked: asked.length,
        done: done.length,
        out: out.length,
        by: { facilitator: nameOf(facilitatorId), ended: nameOf(endedBy) },
      };
    },
  };
}
