import type { Action } from '../core/action.ts';
import type { Tx } from '../platform/db/database.ts';
import type { ActionsDeps } from './ports-service.ts';

/** Kinds of notices. */
export const FOR_YOU = 'action.for-you';
export const DUE = 'action.due';
export const FREED = 'action.freed';
export const DECLINED = 'action.declined';

/** Who hears of an action unasked. Whoever has a standup finds it there, and hears nothing beside it. */
export function createTelling({
  clock,
  notify,
  people,
  hasStandup,
}: Pick<ActionsDeps, 'clock' | 'notify' | 'people' | 'hasStandup'>) {
  return {
    /** Somebody else has given it to them. */
    async given(tx: Tx, action: Action, by: string): Promise<void> {
      const { owner, workspaceId, id, lastEvent } = action;
      if (owner === undefined || owner === by || (await hasStandup(tx, workspaceId, owner))) return;
      await tell(tx, action, FOR_YOU, `${FOR_YOU}:${id}:${lastEvent}`, owner);
    },

    /** Its day has come. */
    async due(tx: Tx, action: Action): Promise<void> {
      const { owner, workspaceId, id, dueOn } = action;
      if (owner === undefined || (await hasStandup(tx, workspaceId, owner))) return;
      await tell(tx, action, DUE, `${DUE}:${id}:${dueOn}`, owner);
    },

    /** Whoever gave it to somebody of the other team hears that they can't, and why. */
    async declined(tx: Tx, action: Action, by: string): Promise<void> {
      const { madeBy, id, lastEvent } = action;
      if (madeBy === by) return;
      await tell(tx, action, DECLINED, `${DECLINED}:${id}:${lastEvent}`, madeBy);
    },

    /** PPL-1: the managers of both teams, once, because nobody has it any more. */
    async freed(tx: Tx, action: Action): Promise<void> {
      const everyone = new Set<string>();
      for (const team of ['sales', 'marketing'] as const)
        for (const id of await people.managersOf(tx, action.workspaceId, team)) everyone.add(id);
      for (const id of everyone) await tell(tx, action, FREED, `${FREED}:${action.id}:${action.lastEvent}:${id}`, id);
    },
  };

  function tell(tx: Tx, { workspaceId, id }: Action, kind: string, key: string, person: string): Promise<void> {
    return notify(tx, { key, workspaceId, recipient: { person }, kind, subject: id, at: clock.now() });
  }
}
