import type { Tx } from '../platform/db/database.ts';
import { answersTo, dropChange, recordChange, saveAnswer } from './answers-store.ts';
import { type HeadsUp, type Said, TEAMS_OF } from './heads-up.ts';
import type { HeadsUpView } from './heads-up-view.ts';
import type { HeadsUpsDeps } from './ports-service.ts';
import type { AnswerRefusal } from './refusals.ts';
import { type HeadsUpActor, mayAnswer } from './rights.ts';
import * as store from './store.ts';
import { CONCERNED, type HeadsUpTelling } from './telling-service.ts';
import type { HeadsUpViewing } from './viewing-service.ts';

export type AnswerOutcome =
  | { readonly kind: 'done'; readonly view: HeadsUpView; readonly isOnAgenda: boolean }
  | { readonly kind: 'refused'; readonly why: AnswerRefusal; readonly headsUp: HeadsUp | undefined };

/** What those who are asked say to a heads-up. */
export function createAnswering(deps: HeadsUpsDeps, viewing: HeadsUpViewing, telling: HeadsUpTelling) {
  const { database, clock, ids, people, notify, addTopic = async () => false, onDay } = deps;

  return {
    /** Why somebody can't answer it; before they have typed anything. */
    async objection(actor: HeadsUpActor, id: string): Promise<AnswerOutcome> {
      const found = await store.findHeadsUp(database.db, id);
      const why = refusalOf(actor, found);
      if (why !== undefined || found === undefined) return { kind: 'refused', why: why ?? 'not-found', headsUp: found };
      return { kind: 'done', view: await viewing.viewOf(database.db, found), isOnAgenda: false };
    },

    /** In place of what they said before. A concern goes on the next agenda, and to whoever announced it. */
    answer: (actor: HeadsUpActor, id: string, said: Said): Promise<AnswerOutcome> =>
      database.transaction(async (tx): Promise<AnswerOutcome> => {
        const found = await store.findHeadsUp(tx, id);
        const why = refusalOf(actor, found);
        if (why !== undefined || found === undefined)
          return { kind: 'refused', why: why ?? 'not-found', headsUp: found };
        const now = clock.now();
        const { gesture } = actor;
        const entry = { id: ids.next(), headsUpId: id, kind: said.answer, by: actor.id, at: now, gesture };
        // Slack has delivered it again: what they have said since stays.
        if (!(await recordChange(tx, entry))) return done(tx, found, actor.id);
        const held = await store.hold(tx, id);
        if (held === undefined) {
          await dropChange(tx, entry.id);
          return { kind: 'refused', why: 'withdrawn', headsUp: found };
        }
        const isOnAgenda = said.answer === 'concern' && (await raise(tx, held, actor.id, said.line));
        await saveAnswer(tx, id, { ...said, personId: actor.id, isOnAgenda }, now);
        await telling.parent(tx, id);
        await onDay?.(tx, [actor.id]);
        if (said.answer === 'concern') await tellAnnouncer(tx, held, actor.id, entry.id);
        return done(tx, held, actor.id);
      }),
  };

  async function done(tx: Tx, headsUp: HeadsUp, personId: string): Promise<AnswerOutcome> {
    const mine = (await answersTo(tx, headsUp.id)).find((one) => one.personId === personId);
    return { kind: 'done', view: await viewing.viewOf(tx, headsUp), isOnAgenda: mine?.isOnAgenda ?? false };
  }

  function refusalOf(actor: HeadsUpActor, found: HeadsUp | undefined): AnswerRefusal | undefined {
    if (found?.workspaceId !== actor.workspaceId) return 'not-found';
    if (found.by === actor.id) return 'own';
    if (!mayAnswer(found, actor)) return 'not-asked';
    return found.state === 'posted' ? undefined : 'withdrawn';
  }

  /** One topic for each person: who says it in other words later finds it on the agenda already. */
  async function raise(tx: Tx, { id, number, terms, workspaceId }: HeadsUp, by: string, line: string) {
    const text = `Concern about heads-up ${number}, ${terms.title}: ${line}`;
    return addTopic(tx, { workspaceId, text, by, origin: `heads-up:${id}`, madeFrom: `heads-up:${id}:${by}` });
  }

  /** Whoever announced it; where they are gone, the managers of their team. */
  async function tellAnnouncer(tx: Tx, headsUp: HeadsUp, personId: string, changeId: string): Promise<void> {
    const { id, workspaceId } = headsUp;
    for (const person of await lookingAfter(tx, headsUp)) {
      if (person === personId) continue;
      await notify(tx, {
        key: `${CONCERNED}:${changeId}:${person}`,
        workspaceId,
        recipient: { person },
        kind: CONCERNED,
        subject: JSON.stringify({ id, personId }),
        at: clock.now(),
      });
    }
  }

  async function lookingAfter(tx: Tx, { by, workspaceId, terms }: HeadsUp): Promise<readonly string[]> {
    const announcer = await people.present(tx, [by]);
    return announcer.length > 0 ? announcer : people.managersOf(tx, workspaceId, TEAMS_OF[terms.kind].from);
  }
}
