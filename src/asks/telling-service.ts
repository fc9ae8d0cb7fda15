import type { Notice } from '../core/notice.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { type Ask, personAsked, TEAMS, type Team } from './ask.ts';

/** Asks that somebody be told something; the kinds are in `notices.ts`. */
export type Notify = (tx: Tx, notice: Notice) => Promise<void>;

export interface TellingDeps {
  readonly clock: Clock;
  readonly notify: Notify;
  readonly people: {
    /** Ids of a team's managers who are still there. */
    managersOf(read: Db | Tx, workspaceId: string, team: Team): Promise<readonly string[]>;
  };
}

/** Who hears of an ask unasked; everybody else finds it in their next prompt. */
export function createTelling({ clock, notify, people }: TellingDeps) {
  return {
    /** Who was asked by name hears of it once. */
    async tellAsked(tx: Tx, ask: Ask): Promise<void> {
      const person = personAsked(ask);
      if (person !== undefined) await tell(tx, ask, 'ask.for-you', `ask.for-you:${ask.id}`, person);
    },

    /** The asker hears of an answer or a reason, unless it is their own. */
    async tellAsker(tx: Tx, ask: Ask): Promise<void> {
      if (ask.settledBy === ask.fromPerson) return;
      const kind = ask.state === 'answered' ? 'ask.answered' : 'ask.declined';
      await tell(tx, ask, kind, `${kind}:${ask.id}:${ask.lastEvent}`, ask.fromPerson);
    },

    /** Those who answer for both teams, once. */
    async tellManagers(tx: Tx, ask: Ask): Promise<void> {
      const everyone = new Set<string>();
      for (const team of TEAMS) {
        for (const id of await people.managersOf(tx, ask.workspaceId, team)) everyone.add(id);
      }
      for (const id of everyone) await tell(tx, ask, 'ask.escalated', `ask.escalated:${ask.id}:${id}`, id);
    },

    /** PPL-1: those who answer for the team that was asked, once, because nobody has it any more. */
    async tellFreed(tx: Tx, ask: Ask): Promise<void> {
      for (const id of await people.managersOf(tx, ask.workspaceId, ask.to.team)) {
        await tell(tx, ask, 'ask.freed', `ask.freed:${ask.id}:${ask.lastEvent}:${id}`, id);
      }
    },
  };

  function tell(tx: Tx, ask: Ask, kind: string, key: string, person: string): Promise<void> {
    const { workspaceId, id } = ask;
    return notify(tx, { key, workspaceId, recipient: { person }, kind, subject: id, at: clock.now() });
  }
}
