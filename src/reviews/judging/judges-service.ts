import { dateAt } from '../../core/local-time.ts';
import { SIDES, type Side } from '../../core/verdict.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { ReviewsDeps } from '../ports-service.ts';

/** Who of those whom somebody has chosen can judge leads. */
export function createJudges({ clock, people }: Pick<ReviewsDeps, 'clock' | 'people'>) {
  return {
    /** Those who have a part in a team, and the names of whoever has none, has left, or is a guest. */
    async whoJudges(
      read: Db | Tx,
      personIds: readonly string[],
    ): Promise<{
      readonly judges: readonly { readonly personId: string; readonly teams: readonly Side[] }[];
      readonly strangers: readonly string[];
    }> {
      const today = dateAt(clock.now(), 'UTC');
      const days = await people.daysOf(read, personIds, { fromOn: today, untilOn: today });
      const judges: { personId: string; teams: readonly Side[] }[] = [];
      const strangers: string[] = [];
      for (const personId of new Set(personIds)) {
        const known = days.find((one) => one.personId === personId);
        const { teams, manages } = await people.rightsOf(read, personId);
        const sides = SIDES.filter((side) => teams.includes(side) || manages.includes(side));
        const canJudge = known !== undefined && known.kind === 'member' && !known.isDeactivated && sides.length > 0;
        if (canJudge) judges.push({ personId, teams: sides });
        else strangers.push(known?.name ?? 'Somebody');
      }
      return { judges, strangers };
    },
  };
}
